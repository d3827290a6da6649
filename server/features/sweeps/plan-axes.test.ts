import { describe, expect, test } from "vitest";
import { SweepPlan } from "./dto.ts";
import { planAxes } from "./plan-axes.ts";

const document = {
  parameters: [
    { key: "fast", type: "integer" as const, default: 10, min: 2, max: 1_000_000_000 },
    { key: "share", type: "number" as const, default: 0.5 },
    { key: "side", type: "text" as const, default: "long" },
  ],
};
const axes = (...knobs: unknown[]) => planAxes(document, SweepPlan.parse({ knobs }));

describe("the axes of a sweep", () => {
  test("are the values of each knob", () => {
    expect(axes({ key: "fast", from: 5, to: 15, step: 5 }, { key: "side", values: ["long", "short"] })).toEqual([
      { key: "fast", values: [5, 10, 15] },
      { key: "side", values: ["long", "short"] },
    ]);
  });

  test("of a billion points are refused with what to do, whether on one knob or on several", () => {
    const refusal = /This sweep has 1,0\d\d,\d{3},\d{3} points; at most 200,000.*larger steps.*at random/;
    expect(() => axes({ key: "fast", from: 2, to: 1_000_000_000, step: 1 })).toThrow(/999,999,999 points; at most/);
    const thousand = { from: 1_000, to: 2_000, step: 1 };
    expect(() =>
      axes(
        { key: "fast", ...thousand },
        { key: "share", ...thousand },
        { key: "side", values: Array(1_000).fill("a") },
      ),
    ).toThrow(refusal);
  });

  test.each([
    ["an unknown knob", [{ key: "slow", values: [1] }], "has no knob slow; it has fast, share, side"],
    [
      "a knob named twice",
      [
        { key: "fast", values: [3] },
        { key: "fast", values: [4] },
      ],
      "named twice",
    ],
    [
      "a range that ends before it begins",
      [{ key: "fast", from: 9, to: 3, step: 1 }],
      "ends at 3, before it begins at 9",
    ],
    ["fractions of a whole number", [{ key: "fast", from: 5, to: 6, step: 0.5 }], "takes whole numbers"],
    ["values beyond the bounds", [{ key: "fast", from: 1, to: 5, step: 1 }], "goes from 2 to"],
    ["a range of texts", [{ key: "side", from: 1, to: 2, step: 1 }], "holds a text: list its values"],
    ["too many values on one knob", [{ key: "share", from: 0, to: 5_000, step: 1 }], "5,001 values; at most 2,000"],
  ])("refuse %s", (_, knobs, message) => {
    expect(() => axes(...knobs)).toThrow(message);
  });
});
