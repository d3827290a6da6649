import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const instrument = defineNode({
  kind: "market.instrument",
  version: 1,
  meta: {
    title: "Instrument",
    family: "market",
    keywords: ["symbol", "ticker", "second instrument", "index", "filter", "pair", "reference"],
    summary:
      "Names one instrument. Wire it to Price bars to look at its prices beside those that are traded, or to Benchmark.",
  },
  params: z.object({
    symbol: z.string().trim().min(1).max(40).default("SP500").meta({ label: "Symbol", control: "text", primary: true }),
  }),
  inputs: {},
  outputs: { instrument: { type: "instrument", label: "Instrument" } },
  warmup: () => 0,
  explain: (p) => p.symbol,
  instrument: (p) => p.symbol,
  examples: [],
});
