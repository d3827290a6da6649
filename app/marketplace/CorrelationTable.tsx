"use client";
import { useFormat } from "../format/FormatProvider.tsx";

type CorrelationTableProps = {
  readonly names: readonly string[];
  readonly correlation: readonly (readonly (number | null)[])[];
};

/** More columns than this are read by nobody: then each member has its average with the others. */
const mostColumns = 10;

/** How the members of a basket move together, day by day. */
export function CorrelationTable({ names, correlation }: CorrelationTableProps) {
  const isWide = names.length > mostColumns;
  const rows = names.map((name, at) => ({ key: `${at} ${name}`, name, values: correlation[at] ?? [], at }));
  return (
    <div className="overflow-x-auto">
      <table className="figure text-xs">
        {isWide ? <caption className="pb-1 text-left text-muted">Average of each with the others</caption> : null}
        <tbody>
          {rows.map(({ key, name, values, at }) => (
            <tr key={key}>
              <th scope="row" className="max-w-40 truncate py-1 pr-3 text-left font-normal text-muted">
                {name}
              </th>
              {isWide ? (
                <Share value={averageOf(values.filter((_, column) => column !== at))} />
              ) : (
                rows.map((other) => <Share key={other.key} value={values[other.at] ?? null} />)
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Share({ value }: { readonly value: number | null }) {
  const format = useFormat();
  const strength = Math.round(Math.abs(value ?? 0) * 35);
  return (
    <td
      className="px-2 py-1 text-right"
      style={{ background: `color-mix(in oklab, var(--color-accent) ${strength}%, transparent)` }}
    >
      {format.number(value, 2)}
    </td>
  );
}

/** Returns the average of those that are known; null where none is. */
export function averageOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
