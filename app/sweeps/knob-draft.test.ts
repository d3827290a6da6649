import { describe, expect, test } from "vitest";
import { rangeLength } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { draftOf, readKnob } from "./knob-draft.ts";

describe("the draft of a knob", () => {
  test("suggests whole numbers around the usual value, within the bounds", () => {
    const draft = draftOf({ key: "fast", type: "integer", default: 10, min: 8, max: 200 }, true);
    expect(draft).toMatchObject({ from: "8", to: "20", step: "1" });
    expect(readKnob(draft)).toEqual({ knob: { key: "fast", from: 8, to: 20, step: 1 } });
    const wide = readKnob(draftOf({ key: "x", type: "number", default: 3.3 }, true));
    expect("knob" in wide && "from" in wide.knob && rangeLength(wide.knob)).toBeGreaterThan(5);
  });

  test("says what is wrong with what was written", () => {
    const draft = draftOf({ key: "fast", label: "Fast", type: "integer", default: 10 }, true);
    const problem = (change: object) => readKnob({ ...draft, ...change });
    expect(problem({ to: "" })).toEqual({ problem: "Fast: from, to and step must be numbers." });
    expect(problem({ step: "0" })).toEqual({ problem: "Fast: the step must be above zero, was 0." });
    expect(problem({ from: "9", to: "3" })).toMatchObject({ problem: expect.stringContaining("ends at 3") });
  });

  test("lists what is no number", () => {
    expect(readKnob(draftOf({ key: "on", type: "boolean", default: true }, true))).toEqual({
      knob: { key: "on", values: [true, false] },
    });
    expect(readKnob({ ...draftOf({ key: "side", type: "text", default: "long" }, true), list: "long, short" })).toEqual(
      {
        knob: { key: "side", values: ["long", "short"] },
      },
    );
  });
});
