import { describe, expect, test } from "vitest";
import { kindHelpData } from "../kinds/kind-help-data.ts";
import { kinds } from "../kinds/kinds.ts";
import { exampleLines, exampleToShow, linePath } from "./example-lines.ts";

const line = (values: readonly (number | null)[], isCondition = false) => ({
  id: "x",
  label: "X",
  isOutput: true,
  isCondition,
  values,
});

describe("the example chart", () => {
  test("draws a line over the whole width, the largest value at the top", () => {
    expect(linePath(line([1, 3, 2]), { least: 1, most: 3 }, { width: 100, height: 50 })).toBe(
      "M0.0 50.0L50.0 0.0L100.0 25.0",
    );
  });

  test("an unknown bar leaves a gap, and is not drawn as zero", () => {
    const path = linePath(line([1, null, 3, 2]), { least: 1, most: 3 }, { width: 90, height: 50 });
    expect(path).toBe("M0.0 50.0h0.1M60.0 0.0L90.0 25.0");
  });

  test("a condition is a step per bar", () => {
    expect(linePath(line([0, 1], true), { least: 0, most: 1 }, { width: 20, height: 10 })).toBe(
      "M0.0 10.0H10.0L10.0 0.0H20.0",
    );
  });

  test("most kinds have an example to show, with what goes in and what comes out", () => {
    const shown = kindHelpData.filter(({ kind, version, examples }) => {
      const example = exampleToShow(examples);
      return example !== null && exampleLines(kinds.get(kind, version)!, example).some((line) => line.isOutput);
    });
    expect(shown.length).toBeGreaterThan(100);
  });
});
