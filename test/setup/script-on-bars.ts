import { Settings } from "@/graph-runtime/graph/settings.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { type Instrument, shareInstrument } from "@/graph-runtime/market/instrument.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import type { OrderIntent } from "@/graph-runtime/nodes/order-intent.ts";
import type { BacktestResult } from "@/graph-runtime/sim/run-backtest.ts";
import { runCase } from "@/graph-runtime/testkit/oracle/run-case.ts";

export type ScriptOnBars = {
  readonly bars: BarColumns;
  /** What is asked for at the close of a bar, by the bar's index. */
  readonly asks: Readonly<Record<number, readonly OrderIntent[]>>;
  readonly settings?: Record<string, unknown>;
  readonly instrument?: Partial<Instrument>;
  readonly actions?: readonly InstrumentEvent[];
};

/** Runs scripted orders over whole columns of bars, of one instrument. */
export function runScriptOn({
  bars,
  asks,
  settings = {},
  instrument = {},
  actions = [],
}: ScriptOnBars): BacktestResult {
  const { time, open, high, low, close, volume } = bars;
  const times = Array.from(time);
  const result = runCase(
    {
      settings: Settings.parse({ timeframe: "1d", ...settings }),
      instruments: [shareInstrument("TEST", instrument)],
      times,
      bars: times.map((at, i) => [
        { time: at, open: open[i]!, high: high[i]!, low: low[i]!, close: close[i]!, volume: volume[i]! },
      ]),
      script: new Map(Object.entries(asks).map(([bar, intents]) => [Number(bar), [intents]])),
      protections: [],
      actions: [actions],
    },
    64,
  );
  const problem = result.diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (problem) throw new Error(problem.message);
  return result;
}
