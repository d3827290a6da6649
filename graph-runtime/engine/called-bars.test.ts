import fc from "fast-check";
import { expect, test } from "vitest";
import { ANY, FLAT, HELD } from "./call-state.ts";
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

const anyState = fc.constantFrom(FLAT, HELD);
const threeStates = fc.tuple(...[1, 2, 3].map(() => fc.constantFrom(FLAT, HELD, ANY)));

test("a lane is called on each bar on which any of the triggers of its state is true", () => {
  fc.assert(
    fc.property(fc.array(trigger, { minLength: 1, maxLength: 3 }), threeStates, anyState, (columns, states, state) => {
      const count = Math.min(...columns.map((column) => column.length));
      const called = new CalledBars();
      called.look(
        columns.map((column, index) => ({ column: Float64Array.from(column), states: states[index]! })),
        count,
      );
      const bars: number[] = [];
      for (let bar = called.next(0, count, state); bar < count; bar = called.next(bar + 1, count, state)) {
        expect(called.has(bar, state)).toBe(true);
        bars.push(bar);
      }
      const expected = Array.from({ length: count }, (_, bar) => bar).filter((bar) =>
        columns.some((column, index) => column[bar] === 1 && (states[index]! & state) !== 0),
      );
      expect(bars).toEqual(expected);
    }),
  );
});
