import { z } from "zod";
import { rollingChange } from "../../../../kernels/rolling-window.ts";
import { defineIndicator } from "../../../define-indicator.ts";
import { lengthParam } from "../../../length-param.ts";

const FORMS = {
  percent: (now: number, before: number) => (now / before - 1) * 100,
  fraction: (now: number, before: number) => (now - before) / before,
  ratio: (now: number, before: number) => now / before,
  "ratio-100": (now: number, before: number) => (now / before) * 100,
} as const;

export const rateOfChange = defineIndicator({
  kind: "indicator.rate-of-change",
  meta: {
    title: "Rate of change",
    keywords: ["roc", "rocp", "rocr", "return", "percent change", "momentum"],
    summary: "How much the value has changed over N bars, relative to what it was then.",
    reference: "TA-Lib ROC (percent), ROCP (fraction), ROCR (ratio), ROCR100; 0 where the value was zero then",
  },
  params: z.object({
    length: lengthParam(10),
    form: z.enum(["percent", "fraction", "ratio", "ratio-100"]).default("percent").meta({
      label: "Given as",
      help: "Percent of the value N bars ago, or its share or ratio to it.",
      control: "select",
    }),
  }),
  label: "ROC",
  explain: (p) => `Rate of change ${p.length}`,
  rolling: (p) => {
    const form = FORMS[p.form];
    return rollingChange(p.length, (now, before) => (before === 0 ? 0 : form(now, before)));
  },
  examples: [
    {
      title: "in percent over one bar",
      params: { length: 1 },
      inputs: { source: [100, 110, 99] },
      outputs: { value: [null, 10, -10] },
    },
  ],
});
