import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { extremeCells } from "../../../../kernels/rolling-extreme.ts";
import { rollingMaximum, rollingMinimum } from "../../../../kernels/rolling-maximum.ts";
import { pushRing, ringCells } from "../../../../kernels/rolling-window.ts";
import { HIGH_LOW } from "../../../bar-inputs.ts";
import { defineNode } from "../../../define-node.ts";
import { lengthParam } from "../../../length-param.ts";

export const ichimoku = defineNode({
  kind: "indicator.ichimoku",
  version: 1,
  meta: {
    title: "Ichimoku cloud",
    family: "indicators",
    keywords: ["ichimoku", "cloud", "kumo", "tenkan", "kijun", "senkou", "kinko hyo"],
    summary:
      "Middles of the range over three lengths. The cloud is drawn some bars ahead, so the cloud at a bar was computed that many bars before; lead A and B are those computed now.",
    reference:
      "Goichi Hosoda, 1969. The lagging span is the close itself, compared with the close of that many bars ago",
  },
  params: z.object({
    conversion: lengthParam(9, "Conversion"),
    base: lengthParam(26, "Base"),
    span: lengthParam(52, "Span B"),
    shift: lengthParam(26, "Shift"),
  }),
  inputs: HIGH_LOW,
  outputs: {
    conversion: { type: "number", label: "Conversion" },
    base: { type: "number", label: "Base" },
    spanA: { type: "number", label: "Span A", help: "Border of the cloud at this bar." },
    spanB: { type: "number", label: "Span B", help: "Border of the cloud at this bar." },
    leadA: { type: "number", label: "Lead A", help: "Computed now, drawn ahead." },
    leadB: { type: "number", label: "Lead B", help: "Computed now, drawn ahead." },
  },
  warmup: (p) => Math.max(p.conversion, p.base, p.span) - 1 + p.shift,
  explain: (p) => `Ichimoku ${p.conversion}/${p.base}/${p.span}`,
  state: (p) => ({
    conversion: 2 * extremeCells(p.conversion),
    base: 2 * extremeCells(p.base),
    span: 2 * extremeCells(p.span),
    cloudA: ringCells(p.shift),
    cloudB: ringCells(p.shift),
  }),
  compile: ({ params, inputs: { high, low }, outputs, state }) => {
    const middle = (cells: Float64Array, length: number) => {
      const half = cells.length / 2;
      const highest = rollingMaximum(length).start(cells.subarray(0, half));
      const lowest = rollingMinimum(length).start(cells.subarray(half));
      return (top: number, bottom: number): number => (highest(top) + lowest(bottom)) / 2;
    };
    const conversion = middle(state.conversion, params.conversion);
    const base = middle(state.base, params.base);
    const span = middle(state.span, params.span);
    return forKnown([high, low], Object.values(outputs), (i) => {
      const quick = conversion(high[i]!, low[i]!);
      const slow = base(high[i]!, low[i]!);
      const long = span(high[i]!, low[i]!);
      const lead = (quick + slow) / 2;
      outputs.conversion[i] = quick;
      outputs.base[i] = slow;
      outputs.leadA[i] = lead;
      outputs.leadB[i] = long;
      outputs.spanA[i] = Number.isNaN(lead) ? lead : pushRing(state.cloudA, lead);
      outputs.spanB[i] = Number.isNaN(long) ? long : pushRing(state.cloudB, long);
    });
  },
  examples: [
    {
      title: "the cloud shows what was computed one bar ago",
      params: { conversion: 1, base: 1, span: 1, shift: 1 },
      inputs: { high: [3, 5], low: [1, 3] },
      outputs: { conversion: [2, 4], leadA: [2, 4], spanA: [null, 2], spanB: [null, 2] },
    },
  ],
});
