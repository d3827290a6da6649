import { z } from "zod";
import { forKnown } from "../../../../kernels/for-known.ts";
import { defineNode } from "../../../define-node.ts";

const METHODS = ["classic", "camarilla", "woodie", "fibonacci", "cpr"] as const;
type Method = (typeof METHODS)[number];

/** The middle, then how far each of three levels lies above and below it or the close. */
type Levels = { pivot: number; up: [number, number, number]; down: [number, number, number] };

function levels(method: Method, [high, low, close]: readonly [number, number, number]): Levels {
  const range = high - low;
  const pivot = method === "woodie" ? (high + low + 2 * close) / 4 : (high + low + close) / 3;
  if (method === "camarilla") {
    const step = (part: number): number => (range * 1.1) / part;
    return {
      pivot,
      up: [close + step(12), close + step(6), close + step(4)],
      down: [close - step(12), close - step(6), close - step(4)],
    };
  }
  if (method === "fibonacci") {
    return {
      pivot,
      up: [pivot + 0.382 * range, pivot + 0.618 * range, pivot + range],
      down: [pivot - 0.382 * range, pivot - 0.618 * range, pivot - range],
    };
  }
  if (method === "cpr") {
    const bottom = (high + low) / 2;
    const top = 2 * pivot - bottom;
    return {
      pivot,
      up: [Math.max(top, bottom), 2 * pivot - low, pivot + range],
      down: [Math.min(top, bottom), 2 * pivot - high, pivot - range],
    };
  }
  return {
    pivot,
    up: [2 * pivot - low, pivot + range, high + 2 * (pivot - low)],
    down: [2 * pivot - high, pivot - range, low - 2 * (high - pivot)],
  };
}

export const pivots = defineNode({
  kind: "indicator.pivots",
  version: 1,
  meta: {
    title: "Pivot points",
    family: "indicators",
    keywords: [
      "pivot",
      "support",
      "resistance",
      "camarilla",
      "woodie",
      "fibonacci",
      "cpr",
      "central pivot range",
      "floor trader",
    ],
    summary:
      "Support and resistance levels from a finished period's high, low and close: wire them from Prior day (or any other finished period).",
    reference:
      "Classic floor-trader, Camarilla (Nick Stott), Woodie, Fibonacci; CPR gives its top and bottom as the first levels and the classic R1, S1, R2, S2 after",
  },
  params: z.object({
    method: z.enum(METHODS).default("classic").meta({ label: "Method", control: "select", primary: true }),
  }),
  inputs: {
    high: { type: "number", label: "High", help: "Of the finished period." },
    low: { type: "number", label: "Low", help: "Of the finished period." },
    close: { type: "number", label: "Close", help: "Of the finished period." },
  },
  outputs: {
    pivot: { type: "number", label: "Pivot" },
    r1: { type: "number", label: "R1" },
    r2: { type: "number", label: "R2" },
    r3: { type: "number", label: "R3" },
    s1: { type: "number", label: "S1" },
    s2: { type: "number", label: "S2" },
    s3: { type: "number", label: "S3" },
  },
  warmup: () => 0,
  explain: (p) => `${p.method} pivots`,
  compile: ({ params: { method }, inputs: { high, low, close }, outputs }) =>
    forKnown([high, low, close], Object.values(outputs), (i) => {
      const { pivot, up, down } = levels(method, [high[i]!, low[i]!, close[i]!]);
      outputs.pivot[i] = pivot;
      outputs.r1[i] = up[0];
      outputs.r2[i] = up[1];
      outputs.r3[i] = up[2];
      outputs.s1[i] = down[0];
      outputs.s2[i] = down[1];
      outputs.s3[i] = down[2];
    }),
  examples: [
    {
      title: "classic",
      inputs: { high: [12], low: [6], close: [9] },
      outputs: { pivot: [9], r1: [12], r2: [15], r3: [18], s1: [6], s2: [3], s3: [0] },
    },
    {
      title: "Camarilla",
      params: { method: "camarilla" },
      inputs: { high: [12], low: [6], close: [9] },
      outputs: { r1: [9.55], r3: [10.65], s2: [7.9] },
    },
  ],
});
