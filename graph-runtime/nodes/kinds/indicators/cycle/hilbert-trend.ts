import { z } from "zod";
import { sin } from "../../../../core/math/sin.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { HILBERT_SETTLE, SMOOTH_PERIOD, SMOOTHED } from "../../../../kernels/hilbert.ts";
import { DEGREES_TO_RAD, PHASE, PHASE_CELLS, PHASE_LOOKBACK, pushPhase } from "../../../../kernels/hilbert-phase.ts";
import { pushRing, ringCells, ringValue } from "../../../../kernels/rolling-window.ts";
import { defineNode } from "../../../define-node.ts";

const MOST = 50;
const FIRST = 37;

export const hilbertTrend = defineNode({
  kind: "indicator.hilbert-trend",
  version: 1,
  meta: {
    title: "Hilbert trend line",
    family: "indicators",
    keywords: ["ht_trendline", "ht_trendmode", "hilbert", "instantaneous trend", "cycle", "ehlers"],
    summary:
      "The price averaged over exactly its dominant cycle, which leaves the trend, and whether the market trends or cycles.",
    reference: "TA-Lib HT_TRENDLINE and HT_TRENDMODE; John Ehlers, 2001",
  },
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { line: { type: "number", label: "Trend line" }, trending: { type: "boolean", label: "Trending" } },
  warmup: () => PHASE_LOOKBACK,
  settle: () => HILBERT_SETTLE,
  explain: () => "Hilbert trend line",
  // trend: means of the last three bars; mode: sine, lead sine and phase of the last bar, bars since they crossed
  state: () => ({ cells: PHASE_CELLS, prices: ringCells(MOST), trend: 3, mode: 4 }),
  compile: ({ inputs: { source }, outputs: { line, trending }, state: { cells, prices, trend, mode } }) =>
    forKnown([source], [line, trending], (i) => {
      pushRing(prices, source[i]!);
      const count = pushPhase(cells, source[i]!);
      line[i] = Number.NaN;
      trending[i] = Number.NaN;
      if (count < FIRST) return;
      const period = Math.floor(cells[SMOOTH_PERIOD]! + 0.5);
      let sum = 0;
      for (let ago = 0; ago < period; ago++) sum += ringValue(prices, ago);
      const mean = period > 0 ? sum / period : 0;
      const trendLine = (4 * mean + 3 * trend[0]! + 2 * trend[1]! + trend[2]!) / 10;
      trend[2] = trend[1]!;
      trend[1] = trend[0]!;
      trend[0] = mean;
      const isTrend = decide(cells, mode, trendLine);
      if (count < PHASE_LOOKBACK) return;
      line[i] = trendLine;
      trending[i] = isTrend ? 1 : 0;
    }),
  examples: [
    {
      title: "is unknown for 63 bars",
      inputs: { source: [1, 2, 3] },
      outputs: { line: [null, null, null], trending: [null, null, null] },
    },
  ],
});

/** A cycle shows by crossing sines, for half a period, and by a phase that turns at the cycle's pace; far from the line it trends. */
function decide(cells: Float64Array, mode: Float64Array, trendLine: number): boolean {
  const phase = cells[PHASE]!;
  const smoothPeriod = cells[SMOOTH_PERIOD]!;
  const sine = sin(phase * DEGREES_TO_RAD);
  const lead = sin((phase + 45) * DEGREES_TO_RAD);
  const [sineBefore, leadBefore, phaseBefore] = [mode[0]!, mode[1]!, mode[2]!];
  let isTrend = true;
  if ((sine > lead && sineBefore <= leadBefore) || (sine < lead && sineBefore >= leadBefore)) {
    mode[3] = 0;
    isTrend = false;
  }
  mode[0] = sine;
  mode[1] = lead;
  mode[2] = phase;
  mode[3]!++;
  if (mode[3]! < 0.5 * smoothPeriod) isTrend = false;
  const turn = phase - phaseBefore;
  const pace = 360 / smoothPeriod;
  if (smoothPeriod !== 0 && turn > 0.67 * pace && turn < 1.5 * pace) isTrend = false;
  if (trendLine !== 0 && Math.abs((cells[SMOOTHED]! - trendLine) / trendLine) >= 0.015) isTrend = true;
  return isTrend;
}
