import fc from "fast-check";
import { expect, test } from "vitest";
import { drawdownColumn, drawdownPass } from "./drawdown-pass.ts";

const curve = fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 1, maxLength: 80 });

test("column, depth and money agree with the definition taken literally", () => {
  fc.assert(
    fc.property(curve, (values) => {
      const equity = Float64Array.from(values);
      const pass = drawdownPass(
        equity,
        Float64Array.from(values, (_, i) => i),
      );
      const top = (i: number): number => Math.max(...values.slice(0, i + 1));
      const column = values.map((value, i) => 1 - value / top(i));
      expect([...drawdownColumn(equity)]).toEqual(column);
      expect(pass.deepest).toBe(Math.max(...column));
      expect(pass.largestAmount).toBe(Math.max(...values.map((value, i) => top(i) - value)));
      if (pass.deepest === 0) return;
      expect(column[pass.trough]).toBe(pass.deepest);
      expect(values[pass.peak]).toBe(top(pass.trough));
      const recovery = values.findIndex((value, i) => i > pass.trough && value >= (values[pass.peak] as number));
      expect(pass.recovery).toBe(recovery < 0 ? null : recovery);
    }),
  );
});

test("depths of episodes add up and every fall belongs to one", () => {
  fc.assert(
    fc.property(curve, (values) => {
      const pass = drawdownPass(
        Float64Array.from(values),
        Float64Array.from(values, (_, i) => i),
      );
      let episodes = 0;
      let sum = 0;
      let depth = 0;
      for (const drawdown of [...drawdownColumn(Float64Array.from(values)), 0]) {
        if (drawdown === 0 && depth > 0) {
          episodes++;
          sum += depth;
        }
        depth = drawdown === 0 ? 0 : Math.max(depth, drawdown);
      }
      expect(pass.episodes).toBe(episodes);
      expect(pass.depthSum).toBeCloseTo(sum, 12);
    }),
  );
});
