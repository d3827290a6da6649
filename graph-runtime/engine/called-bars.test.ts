import fc from "fast-check";
import { expect, test } from "vitest";
import { CalledBars, nextCalled } from "./called-bars.ts";

const trigger = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 1, Number.NaN), { maxLength: 40 });

test("the next call is the next bar that is true, unknown bars around it or not", () => {
  fc.assert(
    fc.property(trigger, fc.nat(45), (values, at) => {
      const found = values.findIndex((value, bar) => bar >= at && value === 1);
      const next = nextCalled(Float64Array.from(values), Math.min(at, values.length), values.length);
      expect(next).toBe(found < 0 ? values.length : found);
    }),
  );
});

test("a lane is called on each bar on which any of its triggers is true", () => {
  fc.assert(
    fc.property(fc.array(trigger, { minLength: 1, maxLength: 3 }), (columns) => {
      const count = Math.min(...columns.map((column) => column.length));
      const called = new CalledBars();
      called.look(
        columns.map((column) => Float64Array.from(column)),
        count,
      );
      const bars: number[] = [];
      for (let bar = called.next(0, count); bar < count; bar = called.next(bar + 1, count)) bars.push(bar);
      const expected = Array.from({ length: count }, (_, bar) => bar).filter((bar) =>
        columns.some((column) => column[bar] === 1),
      );
      expect(bars).toEqual(expected);
    }),
  );
});
