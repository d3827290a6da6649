import { describe, expect, test } from "vitest";
import { goldenNames, readExpected, runGolden } from "./golden-run.ts";

// A number that moves here moves for every user: `npx tsx test/golden/strategies/update.ts` prints what moved, `--write` accepts it,
// and the commit says why.
describe("golden strategies", () => {
  test("there are some, and each has expectations", () => {
    expect(goldenNames().length).toBeGreaterThanOrEqual(4);
    for (const name of goldenNames()) expect(readExpected(name)).not.toBeNull();
  });

  test.each(goldenNames())("%s gives the same orders, fills, equity and statistics as ever", (name) => {
    const { statistics, ...rest } = runGolden(name);
    const { statistics: expected, ...others } = readExpected(name)!;
    expect(rest).toEqual(others);
    for (const [id, value] of Object.entries(expected)) {
      if (value === null) expect(statistics[id]).toBeNull();
      else expect(Math.abs(statistics[id]! - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
    }
  });
});
