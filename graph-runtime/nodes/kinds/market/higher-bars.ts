import { z } from "zod";
import { Timeframe } from "../../../market/timeframe.ts";
import { defineNode } from "../../define-node.ts";

export const higherBars = defineNode({
  kind: "market.higher-bars",
  version: 1,
  meta: {
    title: "Higher timeframe bars",
    family: "market",
    keywords: ["timeframe", "multi timeframe", "weekly", "daily", "hourly", "resample", "htf"],
    summary:
      "Bars of a longer timeframe, built from the strategy's own, or from those of the instrument that is wired. A bar is seen only once it has closed, so nothing looks ahead. UTC days, weeks from Monday.",
  },
  params: z.object({
    timeframe: Timeframe.default("1w").meta({ label: "Timeframe", control: "select", primary: true }),
  }),
  inputs: {
    instrument: {
      type: "instrument",
      label: "Instrument",
      optional: true,
      help: "Looks at this one instead of the traded instrument.",
    },
  },
  outputs: {
    open: { type: "number", label: "Open" },
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
    volume: { type: "number", label: "Volume" },
  },
  warmup: () => 0,
  explain: (p) => `Closed ${p.timeframe} bars`,
  phrase: (p, [instrument], port) => (instrument ? `${instrument} ${p.timeframe} ${port}` : `${p.timeframe} bar`),
  clock: (p) => p.timeframe,
  market: { open: "open", high: "high", low: "low", close: "close", volume: "volume" },
  examples: [],
});
