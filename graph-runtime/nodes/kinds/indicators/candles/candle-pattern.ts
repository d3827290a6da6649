import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { defineNode } from "../../../define-node.ts";
import { CandleView, candleCells } from "./candle-view.ts";
import { hikkakePatterns } from "./hikkake-patterns.ts";
import { longerPatterns } from "./longer-patterns.ts";
import { oneBarPatterns } from "./one-bar-patterns.ts";
import { moreThreeBarPatterns } from "./three-bar-more-patterns.ts";
import { threeBarPatterns } from "./three-bar-patterns.ts";
import { twoBarPatterns } from "./two-bar-patterns.ts";

export const CANDLE_PATTERNS = [
  ...oneBarPatterns,
  ...twoBarPatterns,
  ...threeBarPatterns,
  ...moreThreeBarPatterns,
  ...longerPatterns,
  ...hikkakePatterns,
];
const byId = new Map(CANDLE_PATTERNS.map((pattern) => [pattern.id, pattern]));
const pick = (id: string) => byId.get(id)!;
const IDS = CANDLE_PATTERNS.map((pattern) => pattern.id) as [string, ...string[]];

/** What TA-Lib takes where no penetration is given. */
const USUAL = new Map([
  ["dark-cloud-cover", 0.5],
  ["mat-hold", 0.5],
]);

export const candlePattern = defineNode({
  kind: "indicator.candle-pattern",
  version: 1,
  meta: {
    title: "Candlestick pattern",
    family: "indicators",
    keywords: [
      "candle",
      "candlestick",
      "pattern",
      "price action",
      ...CANDLE_PATTERNS.map(({ title }) => title.toLowerCase()),
    ],
    summary:
      "Finds one of 61 candlestick patterns. The signal is 100 where it is bullish and -100 where it is bearish (80 and 200 for its weaker and confirmed forms).",
    reference:
      "TA-Lib pattern recognition with its default sizes; Steve Nison, Thomas Bulkowski, Dan Chesler (hikkake)",
  },
  params: z.object({
    pattern: z.enum(IDS).default("engulfing").meta({ label: "Pattern", control: "select", primary: true }),
    penetration: z.number().min(0).max(1).default(0).meta({
      label: "Penetration",
      help: "Stars, clouds and mat holds: share of the first body that the last bar must reach. 0 takes the usual 0.3 or 0.5.",
      control: "number",
    }),
  }),
  inputs: {
    open: { type: "number", label: "Open" },
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: {
    signal: { type: "number", label: "Signal" },
    bullish: { type: "boolean", label: "Bullish" },
    bearish: { type: "boolean", label: "Bearish" },
  },
  warmup: (p) => pick(p.pattern).lookback,
  // the means are finite; an open hikkake is forgotten after three bars
  settle: (p) => (pick(p.pattern).watches ? 3 : 0),
  explain: (p) => pick(p.pattern).title,
  phrase: (p) => `a ${pick(p.pattern).title.toLowerCase()} pattern`,
  state: (p) => ({ cells: candleCells(pick(p.pattern)) }),
  compile: ({ params, inputs: { open, high, low, close }, outputs: { signal, bullish, bearish }, state }) => {
    const pattern = pick(params.pattern);
    const view = new CandleView(pattern, state.cells, params.penetration || (USUAL.get(pattern.id) ?? 0.3));
    return forKnown([open, high, low, close], [signal, bullish, bearish], (i) => {
      const found = view.push(open[i]!, high[i]!, low[i]!, close[i]!);
      const isKnown = !Number.isNaN(found);
      signal[i] = found;
      bullish[i] = isKnown ? Number(found > 0) : found;
      bearish[i] = isKnown ? Number(found < 0) : found;
    });
  },
  examples: [
    {
      title: "a rise that swallows the fall before it",
      inputs: { open: [10, 10, 7], high: [11, 10, 12], low: [9, 8, 7], close: [11, 8, 12] },
      outputs: { signal: [null, null, 100], bullish: [null, null, 1], bearish: [null, null, 0] },
    },
    {
      title: "a fall that swallows the rise before it",
      inputs: { open: [10, 8, 12], high: [11, 11, 12], low: [9, 8, 7], close: [11, 11, 7] },
      outputs: { signal: [null, null, -100] },
    },
  ],
});
