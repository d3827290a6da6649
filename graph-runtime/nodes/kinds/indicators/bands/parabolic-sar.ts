import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { PARABOLIC_CELLS, type ParabolicPace, pushParabolic } from "../../../../kernels/parabolic.ts";
import { defineNode } from "../../../define-node.ts";

const share = (label: string, value: number) =>
  z.number().min(0.0001).max(1).default(value).meta({ label, control: "number" });

export const parabolicSar = defineNode({
  kind: "indicator.parabolic-sar",
  version: 1,
  meta: {
    title: "Parabolic SAR",
    family: "indicators",
    keywords: ["sar", "sarext", "parabolic", "stop and reverse", "trailing stop", "wilder"],
    summary:
      "A stop that follows the trend faster and faster, and changes sides when the price touches it. The direction is 1 in a rise, -1 in a fall.",
    reference:
      "TA-Lib SAR and SAREXT; J. Welles Wilder, 1978. The first direction follows the larger move of the second bar",
  },
  params: z.object({
    step: share("Acceleration", 0.02),
    most: share("Greatest acceleration", 0.2),
    shortStep: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({ label: "Acceleration when falling", help: "0 uses the one above.", control: "number" }),
    offset: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .meta({ label: "Offset at a turn", help: "Share of the price.", control: "number" }),
  }),
  inputs: { high: { type: "number", label: "High" }, low: { type: "number", label: "Low" } },
  outputs: { value: { type: "number", label: "SAR" }, direction: { type: "number", label: "Direction" } },
  warmup: () => 1,
  // a turn forgets all that was before, and a trend without a turn for so long is rare
  settle: () => 500,
  explain: (p) => `Parabolic SAR ${p.step}/${p.most}`,
  state: () => ({ cells: PARABOLIC_CELLS }),
  compile: ({ params, inputs: { high, low }, outputs: { value, direction }, state: { cells } }) => {
    const pace = (step: number): ParabolicPace => {
      const least = Math.min(step, params.most);
      return { start: least, step: least, most: params.most };
    };
    const long = pace(params.step);
    const short = params.shortStep > 0 ? pace(params.shortStep) : long;
    const rules = { long, short, offset: params.offset };
    return forKnown([high, low], [value, direction], (i) => {
      const stop = pushParabolic(cells, rules, high[i]!, low[i]!);
      value[i] = stop * cells[1]!;
      direction[i] = Number.isNaN(stop) ? stop : cells[1]!;
    });
  },
  examples: [
    {
      title: "starts at the low before a rise",
      inputs: { high: [10, 11, 12], low: [9, 10, 11] },
      outputs: { value: [null, 9, 9.04], direction: [null, 1, 1] },
    },
  ],
});
