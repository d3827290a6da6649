"use client";
import { useFormat } from "../format/FormatProvider.tsx";

const colors = ["bg-series-1", "bg-series-4", "bg-series-3", "bg-series-5", "bg-series-2"] as const;

/** So many are named; the bar shows all of them. */
const most = 12;

type WeightBarProps = { readonly members: readonly { readonly name: string; readonly weight: number }[] };

/** The members of a basket as one bar, with their shares in words below. */
export function WeightBar({ members }: WeightBarProps) {
  const format = useFormat();
  const shown = members.map((member, index) => ({
    ...member,
    key: `${index}`,
    color: colors[index % colors.length] ?? "bg-series-2",
  }));
  const isDense = members.length > most;
  return (
    <div className="grid gap-2">
      <div aria-hidden="true" className="flex h-1.5 overflow-hidden rounded-full">
        {shown.map((member) => (
          <span
            key={member.key}
            className={`${member.color} ${isDense ? "" : "mr-0.5 last:mr-0"}`}
            style={{ flexGrow: member.weight }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {shown.slice(0, most).map((member) => (
          <li key={member.key} className="inline-flex min-w-0 items-center gap-1.5 [overflow-wrap:anywhere]">
            <span aria-hidden="true" className={`size-2 shrink-0 rounded-xs ${member.color}`} />
            {member.name}
            <span className="figure text-muted">{format.percent(member.weight, 0)}</span>
          </li>
        ))}
        {shown.length > most ? <li className="text-muted">and {format.integer(shown.length - most)} more</li> : null}
      </ul>
    </div>
  );
}
