import fc from "fast-check";
import { expect, test } from "vitest";
import { sessionEnds } from "./sessions.ts";

const DAY = 86_400_000;

test("each UTC day with bars ends at its last bar, whatever the spacing", () => {
  const gaps = fc.array(fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 3 * DAY })), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(fc.integer({ min: -DAY * 400, max: DAY * 20_000 }), gaps, (start, steps) => {
      const time = Float64Array.from([0, ...steps]);
      time[0] = start;
      for (let i = 1; i < time.length; i++) time[i] = (time[i - 1] as number) + (time[i] as number);
      const day = (i: number): number => Math.floor((time[i] as number) / DAY);
      const naive = [...time.keys()].filter((i) => i === time.length - 1 || day(i + 1) !== day(i));
      expect([...sessionEnds(time)]).toEqual(naive);
    }),
  );
});

test("no bars, no sessions", () => {
  expect(sessionEnds(new Float64Array(0))).toHaveLength(0);
});
