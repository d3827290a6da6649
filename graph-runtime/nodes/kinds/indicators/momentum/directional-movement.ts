import { z } from "zod";
import { DIRECTIONAL_CELLS, MINUS, PLUS, pushDirectional } from "../../../../kernels/directional-movement.ts";
import { forKnown } from "../../../../kernels/for-known.ts";
import { settleBars } from "../../../../kernels/settle.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const directionalMovement = defineNode({
  kind: "indicator.directional-movement",
  version: 1,
  meta: {
    title: "Directional movement",
    family: "indicators",
    keywords: ["+dm", "-dm", "plus_dm", "minus_dm", "wilder"],
    summary: "How far highs moved up (+DM) and lows moved down (-DM), in price, as Wilder's running sums over N bars.",
    reference: "TA-Lib PLUS_DM and MINUS_DM; J. Welles Wilder, 1978",
  },
  params: z.object({ length: lengthParam(14, "Length", 2) }),
  inputs: { high: { type: "number", label: "High" }, low: { type: "number", label: "Low" } },
  outputs: { plus: { type: "number", label: "+DM" }, minus: { type: "number", label: "-DM" } },
  warmup: (p) => p.length - 1,
  settle: (p) => settleBars((p.length - 1) / p.length),
  explain: (p) => `Directional movement ${p.length}`,
  state: () => ({ cells: DIRECTIONAL_CELLS }),
  compile: ({ params: { length }, inputs: { high, low }, outputs, state: { cells } }) => {
    return forKnown([high, low], [outputs.plus, outputs.minus], (i) => {
      const isWarm = pushDirectional(cells, length, high[i]!, low[i]!, low[i]!) >= length - 1;
      outputs.plus[i] = isWarm ? cells[PLUS]! : Number.NaN;
      outputs.minus[i] = isWarm ? cells[MINUS]! : Number.NaN;
    });
  },
  examples: [
    {
      title: "up by one, then by two",
      params: { length: 2 },
      inputs: { high: [2, 3, 5], low: [1, 2, 4] },
      outputs: { plus: [null, 1, 2.5], minus: [null, 0, 0] },
    },
  ],
});
