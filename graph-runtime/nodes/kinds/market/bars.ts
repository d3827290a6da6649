import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const bars = defineNode({
  kind: "market.bars",
  version: 1,
  meta: {
    title: "Price bars",
    family: "market",
    keywords: ["price", "ohlc", "candle", "close", "open", "high", "low", "volume", "data"],
    summary: "The bars of the traded instrument: open, high, low, close and volume, known when the bar closes.",
  },
  params: z.object({}),
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
  explain: () => "Bars of the traded instrument",
  phrase: (_, [instrument], port) => `${instrument ?? ""} ${port}`.trim(),
  market: { open: "open", high: "high", low: "low", close: "close", volume: "volume" },
  examples: [
    {
      title: "passes the bar on",
      inputs: { close: [10, 11], volume: [5, 6] },
      outputs: { close: [10, 11], volume: [5, 6] },
    },
  ],
});
