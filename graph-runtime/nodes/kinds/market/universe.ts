import { z } from "zod";
import { defineNode } from "../../define-node.ts";

/** Returns the symbols of a list written with commas or spaces. */
function symbolsOf(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((symbol) => symbol !== "");
}

export const universe = defineNode({
  kind: "market.universe",
  version: 1,
  meta: {
    title: "Universe",
    family: "market",
    keywords: ["instruments", "symbols", "set", "list", "basket", "group", "sector"],
    summary: "A set of the strategy's instruments, by name. Empty means all of them; the others come out beside it.",
  },
  params: z.object({
    symbols: z.string().max(2_000).default("").meta({
      label: "Symbols",
      help: "Separated by commas; each must be one of the strategy's instruments.",
      control: "text",
      primary: true,
    }),
  }),
  inputs: {},
  outputs: {
    members: { type: "universe", label: "Members" },
    others: { type: "universe", label: "Others" },
  },
  warmup: () => 0,
  explain: (p) => (symbolsOf(p.symbols).length === 0 ? "all instruments" : symbolsOf(p.symbols).join(", ")),
  phrase: (p, _, port) => {
    const symbols = symbolsOf(p.symbols).join(", ");
    if (symbols === "") return port === "others" ? "no instrument" : "all instruments";
    return port === "others" ? `all but ${symbols}` : symbols;
  },
  members: (p) => symbolsOf(p.symbols),
  cross: ({ params, lanes }) => {
    const symbols = symbolsOf(params.symbols);
    return (from, to) => {
      for (const { name, outputs, close } of lanes) {
        const isIn = symbols.length === 0 || symbols.includes(name) ? 1 : 0;
        for (let i = from; i < to; i++) {
          const isThere = !Number.isNaN(close[i]!);
          outputs.members[i] = isThere ? isIn : Number.NaN;
          outputs.others[i] = isThere ? 1 - isIn : Number.NaN;
        }
      }
    };
  },
  examples: [
    { title: "all instruments", inputs: { close: [1, 1] }, outputs: { members: [1, 1], others: [0, 0] } },
    {
      title: "not in the list",
      params: { symbols: "SOMETHING-ELSE" },
      inputs: { close: [1, 1] },
      outputs: { members: [0, 0], others: [1, 1] },
    },
  ],
});
