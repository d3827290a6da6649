"use client";
import { Badge } from "../../ui/Badge.tsx";
import { Field } from "../../ui/Field.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";
import { type ImportSettings, timeFormatNames } from "./first-settings.ts";
import type { ImportDetail } from "./ImportView.tsx";

type Roles = "time" | "clock" | "open" | "high" | "low" | "close" | "volume";
const roles: readonly (readonly [Roles, string, boolean])[] = [
  ["time", "Time", false],
  ["clock", "Clock, if apart", true],
  ["open", "Open", false],
  ["high", "High", false],
  ["low", "Low", false],
  ["close", "Close", false],
  ["volume", "Volume", true],
];

type ColumnsPanelProps = {
  readonly inspection: NonNullable<ImportDetail["inspection"]>;
  readonly settings: ImportSettings;
  readonly change: (part: Partial<ImportSettings>) => void;
};

/** Which column is what, over the first rows of the file. */
export function ColumnsPanel({ inspection, settings, change }: ColumnsPanelProps) {
  const { columns, preview, unsure } = inspection;
  const { layout } = settings;
  const roleOf = (index: number): string | null => roles.find(([role]) => layout[role] === index)?.[1] ?? null;
  return (
    <Panel
      title="Columns"
      description="Found by their names and values. Correct what is wrong."
      actions={unsure.length > 0 ? <Badge tone="warning">Not sure of: {unsure.join(", ")}</Badge> : null}
    >
      <div className="grid gap-4">
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {roles.map(([role, label, isOptional]) => (
            <Field key={role} label={label}>
              {(control) => (
                <Select
                  {...control}
                  value={layout[role] ?? ""}
                  onChange={(event) => {
                    const chosen = event.target.value === "" ? null : Number(event.target.value);
                    change({ layout: { ...layout, [role]: chosen } });
                  }}
                >
                  {isOptional ? <option value="">None</option> : null}
                  {columns.map((name, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                    <option key={index} value={index}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ))}
          <Field label="Times are written as">
            {(control) => (
              <Select
                {...control}
                value={layout.timeFormat}
                onChange={(event) => {
                  const timeFormat = event.target.value as ImportSettings["layout"]["timeFormat"];
                  change({ layout: { ...layout, timeFormat } });
                }}
              >
                {Object.entries(timeFormatNames).map(([format, name]) => (
                  <option key={format} value={format}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <div className="max-h-72 overflow-y-auto rounded-md border">
          <Table label="First rows of the file">
            <thead>
              <tr>
                {columns.map((name, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <HeadCell key={index}>
                    {name} {roleOf(index) ? <Badge tone="accent">{roleOf(index)}</Badge> : null}
                  </HeadCell>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.slice(0, 8).map((row, line) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                <tr key={line}>
                  {columns.map((_, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                    <Cell key={index} className="figure whitespace-nowrap">
                      {row[index] ?? ""}
                    </Cell>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </div>
    </Panel>
  );
}
