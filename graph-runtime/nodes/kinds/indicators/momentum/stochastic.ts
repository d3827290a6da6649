import { z } from "zod";
import { firstKnown } from "../../../../kernels/first-known.ts";
import { overKnown } from "../../../../kernels/over-known.ts";
import { findRange, pushRange, type RangeWork, rangeWork } from "../../../../kernels/range-kernel.ts";
import { rollingAverage } from "../../../../kernels/rolling-average.ts";
import { extremeCells } from "../../../../kernels/rolling-extreme.ts";
import { rollingKernel } from "../../../../kernels/rolling-kernel.ts";
import { pushMean } from "../../../../kernels/rolling-window.ts";
import type { Rolling, Step } from "../../../../kernels/step.ts";
import { averageParam } from "../../../average-param.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode, type Kernel } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

type Work = {
  readonly range: RangeWork;
  readonly close: Float64Array;
  readonly smooth: Smoothing;
  readonly average: Smoothing;
};
/** The plain mean, which most use, goes without a call to a function that is not known beforehand. */
type Smoothing = {
  readonly kernel: Kernel;
  readonly cells: Float64Array;
  /** Length of a plain mean, else 0. */
  readonly plain: number;
  readonly step: Step;
};

function smoothing(
  rolling: Rolling,
  cells: Float64Array,
  columns: { readonly source: Float64Array; readonly out: Float64Array },
): Smoothing {
  const { plain = 0 } = rolling;
  return { kernel: rollingKernel(rolling, cells, columns), cells, plain, step: rolling.start(cells) };
}

/** Where a close stands between two extremes, 0 to 100. */
function placeBetween(lowest: number, highest: number, close: number): number {
  const span = highest - lowest;
  return span === 0 ? 0 : (100 * (close - lowest)) / span;
}

function follow({ range, close, smooth, average }: Work, from: number, to: number): void {
  const { highest: k, lowest: d } = range;
  findRange(range, from, to);
  let i = from;
  for (; i + 1 < to; i += 2) {
    d[i] = placeBetween(d[i]!, k[i]!, close[i]!);
    d[i + 1] = placeBetween(d[i + 1]!, k[i + 1]!, close[i + 1]!);
  }
  if (i < to) d[i] = placeBetween(d[i]!, k[i]!, close[i]!);
  // each begins where the one before has begun, and both are shown from then on
  let start = firstKnown(d, from, to);
  smooth.kernel(start, to);
  start = firstKnown(k, start, to);
  average.kernel(start, to);
  start = firstKnown(d, start, to);
  for (let bar = from; bar < start; bar++) {
    k[bar] = Number.NaN;
    d[bar] = Number.NaN;
  }
}

function push({ range, close, smooth, average }: Work, at: number): void {
  const { high, low, highest: k, lowest: d } = range;
  const c = close[at]!;
  let value = high[at]! + low[at]! + c;
  if (!Number.isNaN(value)) {
    pushRange(range, at);
    value = placeBetween(d[at]!, k[at]!, c);
    if (!Number.isNaN(value)) {
      if (smooth.plain > 0) value = pushMean(smooth.cells, smooth.plain, value);
      else value = smooth.step(value);
    }
  }
  let averaged = value;
  if (!Number.isNaN(value)) {
    if (average.plain > 0) averaged = pushMean(average.cells, average.plain, value);
    else averaged = average.step(value);
  }
  k[at] = Number.isNaN(averaged) ? averaged : value;
  d[at] = averaged;
}

export const stochastic = defineNode({
  kind: "indicator.stochastic",
  version: 1,
  meta: {
    title: "Stochastic",
    family: "indicators",
    keywords: ["stoch", "stochastic", "%k", "%d", "oversold", "overbought", "oscillator"],
    summary:
      "0 to 100: where the close stands in the range of the last N bars, smoothed (%K), and the average of that (%D). Smoothing 1 gives the fast stochastic.",
    reference: "TA-Lib STOCH, and STOCHF with a smoothing of 1; George Lane. 0 where the range is zero",
  },
  params: z.object({
    length: lengthParam(14),
    smooth: lengthParam(3, "%K smoothing"),
    signal: lengthParam(3, "%D length"),
    smoothAverage: averageParam("sma", "%K average"),
    signalAverage: averageParam("sma", "%D average"),
  }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: { k: { type: "number", label: "%K" }, d: { type: "number", label: "%D" } },
  warmup: (p) =>
    p.length -
    1 +
    rollingAverage(p.smoothAverage, p.smooth).lookback +
    rollingAverage(p.signalAverage, p.signal).lookback,
  settle: (p) => rollingAverage(p.smoothAverage, p.smooth).settle + rollingAverage(p.signalAverage, p.signal).settle,
  explain: (p) => `Stochastic ${p.length}/${p.smooth}/${p.signal}`,
  state: (p) => ({
    highs: extremeCells(p.length),
    lows: extremeCells(p.length),
    smooth: rollingAverage(p.smoothAverage, p.smooth).cells,
    signal: rollingAverage(p.signalAverage, p.signal).cells,
  }),
  compile: ({ params, inputs: { high, low, close }, outputs: { k, d }, state }) => {
    // the outputs hold the extremes until the place between them is known, which the second holds until it is smoothed
    const range = rangeWork({ ...state, length: params.length, high, low, highest: k, lowest: d });
    const smooth = rollingAverage(params.smoothAverage, params.smooth);
    const average = rollingAverage(params.signalAverage, params.signal);
    const work = {
      range,
      close,
      smooth: smoothing(smooth, state.smooth, { source: d, out: k }),
      average: smoothing(average, state.signal, { source: k, out: d }),
    };
    const walk = overKnown([high, low, close], [k, d], (from, to) => follow(work, from, to));
    return byBar(walk, (at) => push(work, at));
  },
  examples: [
    {
      title: "close at the top, then in the middle of the range",
      params: { length: 2, smooth: 1, signal: 2 },
      inputs: { high: [10, 12, 12], low: [8, 9, 10], close: [9, 12, 10.5] },
      outputs: { k: [null, null, 50], d: [null, null, 75] },
    },
  ],
});
