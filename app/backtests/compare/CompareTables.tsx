"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Cell, HeadCell, Table } from "../../ui/Table.tsx";
import type { BacktestDetail } from "../BacktestView.tsx";
import { statisticText } from "../statistic-text.ts";
import { inputRows, statisticRows } from "./differences.ts";
import { runNames } from "./run-names.ts";

type Shown = "different" | "all";
type Runs = { readonly runs: readonly BacktestDetail[] };

/** What went into the runs and what came of them, value by value. */
export function CompareTables({ runs }: Runs) {
  const [shown, setShown] = useState<Shown>("different");
  const format = useFormat();
  const currency = runs[0]?.settings?.currency ?? "USD";
  const isShown = ({ differs }: { readonly differs: boolean }) => shown === "all" || differs;
  const figures = statisticRows(runs).filter(isShown);
  const inputs = inputRows(runs).filter(isShown);
  const write = (value: number | null, unit: string) =>
    value === null ? "n/a" : statisticText(value, unit, currency, format);
  return (
    <Panel
      flush
      title="Differences"
      description="Figures show in brackets how far they are from the first run"
      actions={
        <SegmentedControl<Shown>
          label="Which rows"
          value={shown}
          onChange={setShown}
          options={[
            { value: "different", label: "Different" },
            { value: "all", label: "All" },
          ]}
        />
      }
    >
      <Table label="Differences between the runs">
        <thead>
          <tr>
            <HeadCell>Run</HeadCell>
            {runNames(runs).map((name, index) => (
              <HeadCell key={name} align="right">
                <Link className="hover:underline" href={`/backtests/${runs[index]?.id}`}>
                  {name}
                </Link>
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          <Group columns={runs.length + 1}>What went in</Group>
          {inputs.map(({ label, values }) => (
            <tr key={label}>
              <Cell className="text-muted">{label}</Cell>
              {values.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the runs never move
                <Cell key={index} align="right" className="max-w-56 truncate" title={value}>
                  {value}
                </Cell>
              ))}
            </tr>
          ))}
          <Group columns={runs.length + 1}>What came of it</Group>
          {figures.map(({ id, label, unit, definition, values }) => (
            <tr key={id}>
              <Cell className="whitespace-nowrap text-muted" title={definition}>
                {label}
              </Cell>
              {values.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the runs never move
                <Cell key={index} align="right">
                  {write(value, unit)}
                  {index > 0 && value !== null && values[0] !== null && values[0] !== undefined && unit !== "time" ? (
                    <span className="text-faint text-xs">
                      {" "}
                      ({value > values[0] ? "+" : ""}
                      {write(value - values[0], unit)})
                    </span>
                  ) : null}
                </Cell>
              ))}
            </tr>
          ))}
          {figures.length + inputs.length === 0 ? (
            <tr>
              <Cell colSpan={runs.length + 1} className="text-center text-muted">
                The runs are the same in everything.
              </Cell>
            </tr>
          ) : null}
        </tbody>
      </Table>
    </Panel>
  );
}

function Group({ columns, children }: { readonly columns: number; readonly children: ReactNode }) {
  return (
    <tr>
      <th scope="colgroup" colSpan={columns} className="bg-sunken px-4 py-1 text-left font-medium text-faint text-xs">
        {children}
      </th>
    </tr>
  );
}
