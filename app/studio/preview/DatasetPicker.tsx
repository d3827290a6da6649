"use client";
import { Select } from "@/app/ui/Select.tsx";
import type { Dataset } from "./datasets.ts";

type DatasetPickerProps = {
  readonly datasets: readonly Dataset[];
  readonly chosen: Dataset | null;
  readonly timeframe: string;
  readonly onChoose: (id: string) => void;
};

/** The history that preview and Run use. */
export function DatasetPicker({ datasets, chosen, timeframe, onChoose }: DatasetPickerProps) {
  if (datasets.length === 0) return null;
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
