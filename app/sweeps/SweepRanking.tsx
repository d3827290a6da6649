"use client";
import { useMemo, useState } from "react";
import { csvText } from "@/graph-runtime/core/csv-text.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { downloadText } from "../ui/download-text.ts";
import { Panel } from "../ui/Panel.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { metricText } from "./metric-text.ts";
import { metricOf, metrics, type Sweep } from "./metrics.ts";
import { columnOfMetric, plateausOf, ranked, type SweepGrid } from "./sweep-grid.ts";

type By = "objective" | "plateau";
type SweepRankingProps = {
  readonly sweep: Sweep;
  readonly grid: SweepGrid;
  readonly onOpen: ((point: number) => void) | null;
};

const shownPoints = 20;
/** Stays in view where the table scrolls sideways. */
const pinned = "sticky right-0 bg-surface";

/** The first points by the objective, or by how well their neighbours do along with them. */
export function SweepRanking({ sweep, grid, onOpen }: SweepRankingProps) {
  const format = useFormat();
  const [by, setBy] = useState<By>("objective");
  const { metric, direction } = sweep.plan.objective;
  const values = useMemo(() => columnOfMetric(grid, metric), [grid, metric]);
  const plateaus = useMemo(() => plateausOf(grid, values), [grid, values]);
  const points = ranked(by === "objective" ? values : plateaus, direction, shownPoints);
  return (
    <Panel
      flush
      title="First points"
      description={sweep.plan.constraints.length > 0 ? "Points that break a constraint are listed too" : undefined}
      actions={
        <>
          <SegmentedControl<By>
            label="Ranked by"
            value={by}
            onChange={setBy}
            options={[
              { value: "objective", label: metricOf(metric).label },
              { value: "plateau", label: "Plateau" },
            ]}
          />
          <Button onClick={() => downloadText(`sweep-${sweep.id}.csv`, csvOf(grid), "text/csv")}>CSV</Button>
        </>
      }
    >
      <Table label="First points of the sweep">
        <thead>
          <tr>
            {grid.axes.map(({ key, label }) => (
              <HeadCell key={key} align="right">
                {label}
              </HeadCell>
            ))}
            <HeadCell align="right">Plateau</HeadCell>
            {metrics.map(({ id, label }) => (
              <HeadCell key={id} align="right">
                {label}
              </HeadCell>
            ))}
            {onOpen === null ? null : (
              <HeadCell className={pinned}>
                <span className="sr-only">Open</span>
              </HeadCell>
            )}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point}>
              {grid.axes.map(({ key, values: known }, axis) => (
                <Cell key={key} align="right" className="font-medium">
                  {String(known[grid.placeOf(point, axis)])}
                </Cell>
              ))}
              <Cell align="right">{metricText(plateaus[point], metric, sweep.currency, format)}</Cell>
              {metrics.map(({ id }) => (
                <Cell key={id} align="right">
                  {metricText(grid.figure(point, id), id, sweep.currency, format)}
                </Cell>
              ))}
              {onOpen === null ? null : (
                <Cell className={pinned}>
                  <Button size="sm" onClick={() => onOpen(point)}>
                    Open
                  </Button>
                </Cell>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function csvOf(grid: SweepGrid): string {
  const header = [...grid.axes.map(({ key }) => key), ...metrics.map(({ id }) => id)];
  const rows = Array.from({ length: grid.points }, (_, point) => [
    ...grid.axes.map(({ values }, axis) => String(values[grid.placeOf(point, axis)])),
    ...metrics.map(({ id }) => {
      const value = grid.figure(point, id);
      return Number.isFinite(value) ? value : null;
    }),
  ]);
  return csvText(header, rows);
}
