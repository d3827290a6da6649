import type { RunResult } from "./run-result.ts";

/** What the exposure column says, in one pass with equity. */
export type ExposurePass = {
  /** Bars at whose close a position was held. */
  readonly barsInMarket: number;
  /** Mean over bars of |position value| / equity. */
  readonly meanSize: number;
  /** Largest |position value| / equity. */
  readonly peakSize: number;
  /** Largest |position value| in money. */
  readonly peakValue: number;
};

/** Bars of one stretch; returns/drawdown-pass.ts says why there are stretches. */
const STRETCH = 4_096;

export function exposurePass({
  exposure,
  equity,
  held,
}: Pick<RunResult, "exposure" | "equity" | "held">): ExposurePass {
  const { length } = exposure;
  // bars in the market, sum of sizes, largest size, largest value
  const cells = new Float64Array(4);
  const columns = { exposure, equity, cells };
  if (held === undefined) followAll(columns, 0, length);
  else for (let span = 0; span < held.count; span++) followAll(columns, held.from(span), held.to(span));
  const [barsInMarket = 0, sum = 0, peakSize = 0, peakValue = 0] = cells;
  return { barsInMarket, meanSize: length > 0 ? sum / length : Number.NaN, peakSize, peakValue };
}

type Columns = { readonly exposure: Float64Array; readonly equity: Float64Array; readonly cells: Float64Array };

function followAll(columns: Columns, start: number, end: number): void {
  for (let from = start; from < end; from += STRETCH) follow(columns, from, Math.min(from + STRETCH, end));
}

function follow({ exposure, equity, cells }: Columns, from: number, to: number): void {
  let barsInMarket = cells[0] as number;
  let sum = cells[1] as number;
  let peakSize = cells[2] as number;
  let peakValue = cells[3] as number;
  for (let i = from; i < to; i++) {
    const size = Math.abs(exposure[i] as number);
    if (size > 0) {
      barsInMarket++;
      sum += size;
      const value = size * (equity[i] as number);
      if (size > peakSize) peakSize = size;
      if (value > peakValue) peakValue = value;
    }
  }
  cells[0] = barsInMarket;
  cells[1] = sum;
  cells[2] = peakSize;
  cells[3] = peakValue;
}
