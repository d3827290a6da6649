"use client";
import { Select } from "@/app/ui/Select.tsx";
import { canMakeBars } from "@/graph-runtime/market/timeframe-lengths.ts";
import type { Dataset } from "./datasets.ts";
import { showing, usePreview } from "./preview-store.ts";

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
  // each instrument of several runs on its own history: what can be chosen is the one that is shown
  if (traded.length > 1) return <InstrumentPicker traded={traded} />;
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
          {barsText(dataset.timeframe, timeframe)}
        </option>
      ))}
    </Select>
  );
}

/** Says what bars a history gives, where they are not simply those of the strategy. */
function barsText(own: string, wanted: string): string {
  if (own === wanted) return "";
  return canMakeBars(own, wanted) ? ` (${wanted} made from ${own} bars)` : ` (${own} bars)`;
}

function InstrumentPicker({ traded }: Pick<DatasetPickerProps, "traded">) {
  const lane = usePreview((state) => state.lane);
  return (
    <span className="flex items-center gap-2 text-muted text-xs" data-testid="traded-datasets">
      <span className="whitespace-nowrap max-sm:hidden">{traded.length} instruments, showing</span>
      <Select
        aria-label="Instrument to show"
        data-testid="instrument-picker"
        className="dataset-select"
        value={lane}
        onChange={(event) => usePreview.setState(showing({ lane: Number(event.target.value) }))}
      >
        {traded.map(({ symbol, name }, index) => (
          <option key={symbol} value={index}>
            {symbol} · {name}
          </option>
        ))}
      </Select>
    </span>
  );
}
