import { z } from "zod";
import { blend } from "../../../../kernels/blend.ts";
import { delay } from "../../../../kernels/chain.ts";
import { firstKnown } from "../../../../kernels/first-known.ts";
import { overKnown } from "../../../../kernels/over-known.ts";
import { type AverageName, rollingAverage } from "../../../../kernels/rolling-average.ts";
import { rollingEma } from "../../../../kernels/rolling-ema.ts";
import { rollingKernel } from "../../../../kernels/rolling-kernel.ts";
import type { Rolling } from "../../../../kernels/step.ts";
import { areSeeded, averageThree, pushThree } from "../../../../kernels/three-averages.ts";
import { averageParam } from "../../../average-param.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode, type Kernel } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

type Lengths = { readonly fast: number; readonly slow: number; readonly average: AverageName; readonly fixed: boolean };

/** The faster average starts late, so that both give their first value on the same bar (TA-Lib). */
function averagesOf({ fast, slow, average, fixed }: Lengths): { readonly short: Rolling; readonly long: Rolling } {
  const short = fixed ? rollingEma(12, 0.15) : rollingAverage(average, Math.min(fast, slow));
  const long = fixed ? rollingEma(26, 0.075) : rollingAverage(average, Math.max(fast, slow));
  return { short: delay(short, long.lookback - short.lookback), long };
}

function difference(lengths: Lengths): Rolling {
  const { short, long } = averagesOf(lengths);
  return blend(short, long, (a, b) => a - b);
}

type Columns = { readonly line: Float64Array; readonly signal: Float64Array; readonly histogram: Float64Array };

/** All three begin together, at `start`. */
function compareWithSignal(
  columns: Columns,
  start: number,
  stretch: { readonly from: number; readonly to: number },
): void {
  const { line, signal, histogram } = columns;
  const { from, to } = stretch;
  for (let i = from; i < start; i++) {
    line[i] = Number.NaN;
    signal[i] = Number.NaN;
    histogram[i] = Number.NaN;
  }
  for (let i = start; i < to; i++) histogram[i] = line[i]! - signal[i]!;
}

type Work = Columns & { readonly findShort: Kernel; readonly findLong: Kernel; readonly smooth: Kernel };

function follow(work: Work, from: number, to: number): void {
  const { line, signal, histogram, findShort, findLong, smooth } = work;
  findShort(from, to);
  findLong(from, to);
  for (let i = from; i < to; i++) line[i] = line[i]! - histogram[i]!;
  const start = firstKnown(line, from, to);
  smooth(start, to);
  compareWithSignal(work, firstKnown(signal, start, to), { from, to });
}

export const macd = defineNode({
  kind: "indicator.macd",
  version: 1,
  meta: {
    title: "MACD",
    family: "indicators",
    keywords: ["macd", "momentum", "convergence", "divergence", "signal line", "histogram"],
    summary:
      "The fast average less the slow one, its own average as signal line, and the difference of the two as histogram.",
    reference: "TA-Lib MACD, MACDEXT and MACDFIX; Gerald Appel",
  },
  params: z.object({
    fast: lengthParam(12, "Fast", 2),
    slow: lengthParam(26, "Slow", 2),
    signal: lengthParam(9, "Signal"),
    average: averageParam("ema"),
    signalAverage: averageParam("ema", "Signal average"),
    fixed: z.boolean().default(false).meta({
      label: "Appel's own 12/26",
      help: "Lengths 12 and 26 with the rounded factors 0.15 and 0.075 of the original.",
      control: "switch",
    }),
  }),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: {
    line: { type: "number", label: "MACD" },
    signal: { type: "number", label: "Signal" },
    histogram: { type: "number", label: "Histogram" },
  },
  warmup: (p) => difference(p).lookback + rollingAverage(p.signalAverage, p.signal).lookback,
  settle: (p) => difference(p).settle + rollingAverage(p.signalAverage, p.signal).settle,
  explain: (p) => `MACD ${p.fixed ? "12/26" : `${p.fast}/${p.slow}`}/${p.signal}`,
  state: (p) => ({ line: difference(p).cells, signal: rollingAverage(p.signalAverage, p.signal).cells }),
  compile: ({ params, inputs, outputs, state }) => {
    const { source } = inputs;
    const { line, signal, histogram } = outputs;
    const { short, long } = averagesOf(params);
    const smooth = rollingAverage(params.signalAverage, params.signal);
    const shortCells = state.line.subarray(0, short.cells);
    const longCells = state.line.subarray(short.cells);
    const work = {
      line,
      signal,
      histogram,
      // the outputs hold the two averages until their difference is known
      findShort: rollingKernel(short, shortCells, { source, out: line }),
      findLong: rollingKernel(long, longCells, { source, out: histogram }),
      smooth: rollingKernel(smooth, state.signal, { source: line, out: signal }),
    };
    if (!short.exponential || !long.exponential || !smooth.exponential)
      return overKnown([source], [line, signal, histogram], (from, to) => follow(work, from, to));
    const three = {
      source,
      line,
      signal,
      histogram,
      short: { ...short.exponential, cells: state.line, at: short.cells - 2 },
      long: { ...long.exponential, cells: state.line, at: short.cells + long.cells - 2 },
      smooth: { ...smooth.exponential, cells: state.signal, at: smooth.cells - 2 },
    };
    const walk = overKnown([source], [line, signal, histogram], (from, to) =>
      areSeeded(three) ? averageThree(three, from, to) : follow(work, from, to),
    );
    return byBar(walk, (at) => (areSeeded(three) ? pushThree(three, at) : walk(at, at + 1)));
  },
  examples: [
    {
      title: "has a constant lead on a straight line",
      params: { fast: 2, slow: 4, signal: 2 },
      inputs: { source: [1, 2, 3, 4, 5, 6] },
      outputs: {
        line: [null, null, null, null, 1, 1],
        signal: [null, null, null, null, 1, 1],
        histogram: [null, null, null, null, 0, 0],
      },
    },
  ],
});
