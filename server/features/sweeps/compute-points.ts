import { windowSummaries } from "@/graph-runtime/analytics/summary/window-summaries.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { sliceBars } from "@/graph-runtime/market/bars.ts";
import { type BacktestResult, type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { Sweep } from "@/graph-runtime/sim/sweep/sweep.ts";
import { pointOf, type SweepAxis } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import type { SweepPoint } from "@/graph-runtime/sim/sweep/sweep-point.ts";
import { sweepMetrics } from "./dto.ts";
import { metricCount, pointStates, type SweepResults } from "./sweep-results.ts";

export type SweepWork = {
  readonly document: unknown;
  readonly lanes: readonly LaneData[];
  readonly references: readonly LaneData[];
  readonly axes: readonly SweepAxis[];
  readonly results: SweepResults;
  /** Points see no bar that opens at or after this instant, epoch milliseconds; null where they see all. */
  readonly until: number | null;
  /** Two Int32 in memory that threads share: the next point that nobody has, and 1 where all are to stop. */
  readonly shared: Int32Array;
};

/** Points that a thread takes at once: few enough to share evenly, many enough to use equal columns again. */
const share = 32;

/** Runs points until there are no more or the sweep is cancelled. Several threads may do so at once on the same memory. */
export function computePoints(work: SweepWork): void {
  const { axes, results, shared, lanes } = work;
  const run = work.references.length === 0 ? onOneLayout(work) : oneByOne(work);
  const summarize = windowSummaries(lanes);
  const { cells, states, figures } = results;
  for (;;) {
    const first = Atomics.add(shared, 0, share);
    if (first >= states.length) return;
    for (let point = first; point < Math.min(first + share, states.length); point++) {
      if (Atomics.load(shared, 1) === 1) return;
      if (states[point] !== pointStates.waiting) continue;
      const result = run(pointOf(axes, cells, point));
      if (result === null) {
        states[point] = pointStates.refused;
        continue;
      }
      const summary = summarize(result, { from: 0, to: result.time.length });
      for (let metric = 0; metric < metricCount; metric++)
        figures[point * metricCount + metric] = summary[sweepMetrics[metric]!];
      // Written last: whoever sees the state finds the figures.
      states[point] = pointStates.done;
    }
  }
}

/** Runs a point; null where the strategy does not allow its values. */
type Run = (point: SweepPoint) => BacktestResult | null;

/** All points share what their layouts have in common, and equal columns. */
function onOneLayout({ document, lanes, until }: SweepWork): Run {
  const sweep = new Sweep({ document, lanes });
  const to = until === null ? sweep.length : sweep.time.findIndex((instant) => instant >= until);
  const window = { from: 0, to: to < 0 ? sweep.length : to };
  return (point) => {
    try {
      return sweep.run(point, window);
    } catch (error) {
      if (compile(document, { parameters: point }).program === null) return null;
      throw error;
    }
  };
}

/** A strategy that looks at other instruments is run anew for each point. */
function oneByOne({ document, lanes, references, until }: SweepWork): Run {
  const seen = until === null ? lanes : lanes.map((lane) => cutAt(lane, until));
  return (point) => {
    const { program } = compile(document, { parameters: point });
    return program === null ? null : runBacktest({ program, lanes: seen, references, trustBars: true });
  };
}

function cutAt(lane: LaneData, until: number): LaneData {
  const end = lane.bars.time.findIndex((instant) => instant >= until);
  return end < 0 ? lane : { ...lane, bars: sliceBars(lane.bars, 0, end) };
}
