"use client";
import { useMemo, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { Select } from "../ui/Select.tsx";
import { metricText } from "./metric-text.ts";
import { metricInText, metricOf, metrics, type Sweep, type SweepMetric } from "./metrics.ts";
import { columnOfMetric, type HeatCell, heatCells, plateausOf, type SweepGrid } from "./sweep-grid.ts";

type Shown = "value" | "plateau";
type SweepHeatMapProps = {
  readonly sweep: Sweep;
  readonly grid: SweepGrid;
  /** Opens a point as a full backtest; null for readers who may not run one. */
  readonly onOpen: ((point: number) => void) | null;
};

/** More columns than this leave no room for numbers in the cells. */
const mostWritten = 24;

/** Two knobs against each other: each place shows the best point there, or how well its neighbours do along with it. */
export function SweepHeatMap({ sweep, grid, onOpen }: SweepHeatMapProps) {
  const format = useFormat();
  const [metric, setMetric] = useState<SweepMetric>(sweep.plan.objective.metric);
  const [shown, setShown] = useState<Shown>("value");
  const [x, setX] = useState(grid.axes.length > 1 ? 1 : 0);
  const [y, setY] = useState(0);
  const [hovered, setHovered] = useState<HeatCell | null>(null);
  const better = metric === sweep.plan.objective.metric ? sweep.plan.objective.direction : metricOf(metric).better;
  const values = useMemo(() => columnOfMetric(grid, metric), [grid, metric]);
  const plateaus = useMemo(() => plateausOf(grid, values), [grid, values]);
  const drawn = shown === "value" ? values : plateaus;
  const cells = useMemo(() => heatCells(grid, drawn, { x, y, better }), [grid, drawn, x, y, better]);
  const flat = cells.flat().flatMap((cell) => (cell === null ? [] : [cell.value]));
  const [low, high] = [Math.min(...flat), Math.max(...flat)];
  const [across, down] = [grid.axes[x], grid.axes[y]];
  const text = (value: number | undefined) => metricText(value, metric, sweep.currency, format);
  const isWritten = (across?.values.length ?? 0) <= mostWritten;
  const axisSelect = (label: string, value: number, onChange: (axis: number) => void) => (
    <Select
      aria-label={label}
      className="w-32"
      value={value}
      onChange={(change) => onChange(Number(change.target.value))}
    >
      {grid.axes.map(({ key, label }, axis) => (
        <option key={key} value={axis}>
          {label}
        </option>
      ))}
    </Select>
  );
  return (
    <Panel
      title="Where the good points lie"
      description={
        shown === "value"
          ? `${metricOf(metric).label}: the best point at each place. A peak that stands alone is luck`
          : `Plateau score: mean ${metricInText(metric)} of a point and its neighbours`
      }
      actions={
        <div className="flex flex-wrap gap-2">
          <div className="w-44">
            <Select
              aria-label="Figure"
              value={metric}
              onChange={(change) => setMetric(metrics.find(({ id }) => id === change.target.value)?.id ?? metric)}
            >
              {metrics.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          </div>
          {grid.axes.length > 2 ? axisSelect("Across", x, setX) : null}
          {grid.axes.length > 2 ? axisSelect("Down", y, setY) : null}
          <SegmentedControl<Shown>
            label="What a cell shows"
            value={shown}
            onChange={setShown}
            options={[
              { value: "value", label: "Value" },
              { value: "plateau", label: "Plateau" },
            ]}
          />
        </div>
      }
    >
      <div className="overflow-x-auto" data-testid="heat-map">
        <table
          className="w-full table-fixed border-separate border-spacing-px text-2xs"
          // cells with their figures written in them scroll rather than cut them off
          style={isWritten ? { minWidth: `${4 + (across?.values.length ?? 0) * 2.75}rem` } : {}}
          onPointerLeave={() => setHovered(null)}
        >
          <caption className="sr-only">
            {metricOf(metric).label} by {across?.label} and {down?.label}
          </caption>
          <thead>
            <tr>
              <th scope="col" className="w-24 text-left font-medium text-faint">
                {y === x ? "" : `${down?.label} ↓`} {across?.label} →
              </th>
              {across?.values.map((value, column) => (
                <th
                  key={String(value)}
                  scope="col"
                  className="figure h-5 overflow-hidden text-center font-medium text-faint"
                >
                  {isWritten || column % 10 === 0 ? String(value) : ""}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, place) => (
              <tr key={String(down?.values[place])}>
                <th scope="row" className="figure text-left font-medium text-muted">
                  {y === x ? "" : String(down?.values[place])}
                </th>
                {row.map((cell, column) => (
                  <td
                    key={String(across?.values[column])}
                    className="h-6 p-0"
                    style={cell === null ? {} : { background: shade((cell.value - low) / (high - low || 1), better) }}
                  >
                    {cell === null ? null : (
                      <button
                        type="button"
                        className="figure block size-full overflow-hidden whitespace-nowrap text-center hover:outline-2 hover:outline-accent"
                        aria-label={`${down?.label} ${String(down?.values[place])}, ${across?.label} ${String(across?.values[column])}: ${text(cell.value)}`}
                        onPointerEnter={() => setHovered(cell)}
                        onFocus={() => setHovered(cell)}
                        onClick={() => onOpen?.(cell.point)}
                      >
                        {isWritten ? text(cell.value) : null}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="figure mt-2 min-h-4 text-muted text-xs">
        {hovered === null
          ? onOpen === null
            ? "Point at a place for its values."
            : "Point at a place for its values; click to open it as a full backtest, held-out data included."
          : `${describe(grid, hovered.point)}: ${text(values[hovered.point])}, plateau ${text(plateaus[hovered.point])}`}
      </p>
    </Panel>
  );
}

function describe(grid: SweepGrid, point: number): string {
  return grid.axes.map(({ label, values }, axis) => `${label} ${String(values[grid.placeOf(point, axis)])}`).join(", ");
}

/** From nothing at the worse end to a full tint at the better one. */
function shade(share: number, better: "most" | "least"): string {
  const strength = (better === "most" ? share : 1 - share) * 62;
  return `color-mix(in oklab, var(--color-profit) ${strength.toFixed(0)}%, var(--color-sunken))`;
}
