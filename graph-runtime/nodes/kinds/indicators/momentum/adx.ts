import { z } from "zod";
import { settleBars } from "../../../../kernels/settle.ts";
import { pushDirectionalBar, walkDirectional } from "../../../../kernels/walk-directional.ts";
import { byBar } from "../../../by-bar.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const adx = defineNode({
  kind: "indicator.adx",
  version: 1,
  meta: {
    title: "Average directional index",
    family: "indicators",
    keywords: ["adx", "dmi", "+di", "-di", "dx", "trend strength", "wilder"],
    summary:
      "Trend strength from 0 to 100 (above 25 is a trend), with the directional indicators +DI and -DI that say which way.",
    reference: "TA-Lib ADX, PLUS_DI, MINUS_DI and DX; J. Welles Wilder, 1978",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: {
    high: { type: "number", label: "High" },
    low: { type: "number", label: "Low" },
    close: { type: "number", label: "Close" },
  },
  outputs: {
    adx: { type: "number", label: "ADX" },
    plus: { type: "number", label: "+DI" },
    minus: { type: "number", label: "-DI" },
    dx: { type: "number", label: "DX" },
  },
  warmup: (p) => 2 * p.length - 1,
  settle: (p) => 2 * settleBars((p.length - 1) / p.length),
  explain: (p) => `ADX ${p.length}`,
  state: () => ({ cells: 10 }),
  compile: ({ params: { length }, inputs: { high, low, close }, outputs, state: { cells } }) => {
    const { adx: mean, plus, minus, dx } = outputs;
    const part = 1 / length;
    const columns = { high, low, close, mean, plus, minus, dx, cells, length, part };
    return byBar(
      (from, to) => walkDirectional(columns, from, to),
      (at) => pushDirectionalBar(columns, at),
    );
  },
  examples: [
    {
      title: "a steady rise is all +DI",
      params: { length: 2 },
      inputs: { high: [2, 3, 4, 5], low: [1, 2, 3, 4], close: [2, 3, 4, 5] },
      outputs: { adx: [null, null, null, 100], plus: [null, null, 100, 100], minus: [null, null, 0, 0] },
    },
  ],
});
