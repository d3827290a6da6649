"use client";
import { Select } from "@/app/ui/Select.tsx";
import type { Dataset } from "./datasets.ts";

type DatasetPickerProps = {
  readonly datasets: readonly Dataset[];
  readonly chosen: Dataset | null;
  /** The histories that the draft trades on. */
  readonly traded: readonly Dataset[];
  readonly timeframe: string;
  readonly onChoose: (id: string) => void;
};

/** The history that preview and Run use. */
export function DatasetPicker({ datasets, chosen, traded, timeframe, onChoose }: DatasetPickerProps) {
  if (datasets.length === 0) return null;
  // each instrument of several runs on its own history: there is nothing to choose
  if (traded.length > 1)
    return (
      <span
        className="max-w-[30ch] truncate text-muted text-xs"
        data-testid="traded-datasets"
        title={traded.map(({ symbol, name }) => `${symbol}: ${name}`).join("\n")}
      >
        {traded.length} instruments: {traded.map(({ symbol }) => symbol).join(", ")}
      </span>
    );
  return (
    <Select
      aria-label="Data to test on"
      data-testid="dataset-picker"
      className="dataset-select"
      value={chosen?.id ?? ""}
      onChange={(event) => onChoose(event.target.value)}
    >
      {datasets.map((dataset) => (
        <option key={dataset.id} value={dataset.id}>
          {dataset.name} · {dataset.from.slice(0, 4)}–{dataset.to.slice(0, 4)}
          {dataset.timeframe === timeframe ? "" : ` (${dataset.timeframe} bars)`}
        </option>
      ))}
    </Select>
  );
}
