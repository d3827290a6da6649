import type { BacktestResult } from "@/graph-runtime/sim/run-backtest.ts";

/** Bars of a probe that are kept for its picture; of longer runs every n-th. */
const MOST_POINTS = 2_000;

/** What the strategy's alerts and probes left behind, as the result keeps it. */
export type Recorded = {
  readonly alerts: readonly {
    readonly bar: number;
    readonly time: number;
    readonly symbol: string;
    readonly name: string;
    readonly severity: "info" | "warning" | "critical";
    readonly message: string;
  }[];
  readonly alertsLeftOut: number;
  /** Every how many bars the probes have a point. */
  readonly probeStep: number;
  readonly probes: readonly {
    readonly name: string;
    /** Null for what belongs to the portfolio. */
    readonly symbol: string | null;
    readonly known: number;
    readonly lowest: number | null;
    readonly highest: number | null;
    readonly last: number | null;
    readonly points: readonly (number | null)[];
  }[];
};

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Returns the alerts and the probes of a run; probes of long runs are thinned to every n-th bar. */
export function recordedOf(result: BacktestResult, symbols: readonly string[]): Recorded {
  const probeStep = Math.max(1, Math.ceil(result.time.length / MOST_POINTS));
  return {
    alerts: result.alerts.map(({ bar, time, lane, name, severity, message }) => {
      return { bar, time, symbol: symbols[lane] ?? "", name, severity, message };
    }),
    alertsLeftOut: result.alertsLeftOut,
    probeStep,
    probes: result.probes.map(({ name, lane, values }) => {
      const points = Array.from({ length: Math.ceil(values.length / probeStep) }, (_, k) =>
        orNull(values[k * probeStep]!),
      );
      const known = values.filter((value) => !Number.isNaN(value));
      const lowest = known.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
      const highest = known.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
      const symbol = lane === null ? null : (symbols[lane] ?? "");
      const last = orNull(known.at(-1) ?? Number.NaN);
      return { name, symbol, known: known.length, lowest: orNull(lowest), highest: orNull(highest), last, points };
    }),
  };
}
