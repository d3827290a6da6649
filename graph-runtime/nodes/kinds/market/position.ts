import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const position = defineNode({
  kind: "market.position",
  version: 1,
  meta: {
    title: "Open position",
    family: "market",
    keywords: ["position", "holding", "entry price", "bars held", "account"],
    summary:
      "The open position of the traded instrument at the close of the bar: units (negative when short), average price, bars held, number of entries and the price of the last.",
  },
  params: z.object({}),
  inputs: {},
  outputs: {
    quantity: { type: "number", label: "Units" },
    averagePrice: { type: "number", label: "Average price", help: "Unknown while there is no position." },
    barsHeld: { type: "number", label: "Bars held" },
    entries: { type: "number", label: "Entries", help: "How many entries the position was built from." },
    lastEntry: { type: "number", label: "Last entry", help: "Price of the latest entry; unknown while there is none." },
  },
  warmup: () => 0,
  explain: () => "Open position of the traded instrument",
  account: {
    quantity: "quantity",
    averagePrice: "averagePrice",
    barsHeld: "barsHeld",
    entries: "entries",
    lastEntry: "lastEntry",
  },
  examples: [],
});
