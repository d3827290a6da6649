import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY } from "../core/time.ts";
import { type BasketLimits, type BasketWatch, beginWatch, releaseWatch, watchBasket } from "./basket-limits.ts";

/** Watches equities bar by bar, an hour apart, from 100 on; margin is given where it matters. */
function watched(limits: BasketLimits, equities: readonly number[], margins: readonly number[] = []): BasketWatch {
  let watch = beginWatch({ time: 0, equity: 100, margin: 0 });
  equities.forEach((equity, index) => {
    watch = watchBasket(watch, limits, { time: (index + 1) * 3_600_000, equity, margin: margins[index] ?? 0 });
  });
  return watch;
}
const holds = (limits: BasketLimits, equities: readonly number[], margins?: readonly number[]) =>
  watched(limits, equities, margins).hold?.kind ?? null;

describe("limits over a basket", () => {
  test.each<[string, BasketLimits, number[], string | null]>([
    ["a loss of the day below its limit passes", { maxDailyLossPercent: 3 }, [98, 97.1], null],
    ["a loss of the day at its limit holds", { maxDailyLossPercent: 3 }, [99, 97], "daily-loss"],
    ["a hold stays when the money comes back on the day", { maxDailyLossPercent: 3 }, [97, 105], "daily-loss"],
    ["a drawdown counts from the highest equity", { maxDrawdownPercent: 10 }, [120, 108], "drawdown"],
    ["a drawdown smaller than its limit passes", { maxDrawdownPercent: 10 }, [120, 108.1], null],
    ["a profit that was never locked may be given back", { lockProfitPercent: 5, trailPercent: 1 }, [104, 100], null],
    ["a locked profit trails its best", { lockProfitPercent: 5, trailPercent: 2 }, [106, 108, 106], "lock-profit"],
    ["above the trail nothing happens", { lockProfitPercent: 5, trailPercent: 2 }, [106, 108, 106.1], null],
    ["without a trail the lock itself is the floor", { lockProfitPercent: 5 }, [107, 105], "lock-profit"],
    ["and a profit that only reaches it goes on", { lockProfitPercent: 5 }, [105], null],
  ])("%s", (_, limits, equities, expected) => expect(holds(limits, equities)).toBe(expected));

  test("a margin above its limit refuses entries, closes nothing, and lets go by itself", () => {
    const limits = { maxMarginPercent: 80 };
    expect(watched(limits, [100, 100], [80, 81]).hold).toMatchObject({ kind: "margin", closes: false });
    expect(holds(limits, [100, 100], [81, 80])).toBeNull();
    expect(watched({ ...limits, maxDailyLossPercent: 3 }, [100, 96], [81, 96]).hold?.kind, "closing comes first").toBe(
      "daily-loss",
    );
  });

  test("the next day lets go of a day's loss, and measures from where the day before ended", () => {
    const limits = { maxDailyLossPercent: 3 };
    const held = watched(limits, [96]);
    const next = watchBasket(held, limits, { time: DAY, equity: 95, margin: 0 });
    expect(next).toMatchObject({ hold: null, dayStart: 96, day: 1 });
    expect(watchBasket(next, limits, { time: DAY + 1, equity: 93, margin: 0 }).hold?.kind).toBe("daily-loss");
  });

  test("a drawdown holds over days until it is released; then its peak is where the money is", () => {
    const limits = { maxDrawdownPercent: 10 };
    const held = watchBasket(watched(limits, [90]), limits, { time: 3 * DAY, equity: 99, margin: 0 });
    expect(held.hold?.reason).toBe("the basket is 10.00 % below its peak, and 10 % pauses it");
    const released = releaseWatch(held);
    expect(watchBasket(released, limits, { time: 3 * DAY + 1, equity: 90, margin: 0 }).hold).toBeNull();
    expect(watchBasket(released, limits, { time: 3 * DAY + 1, equity: 89, margin: 0 }).hold?.kind).toBe("drawdown");
  });

  test("the first bar of a breach holds, whatever comes after it on that day", () => {
    const equity = fc.double({ min: 50, max: 150, noNaN: true });
    fc.assert(
      fc.property(fc.array(equity, { minLength: 1, maxLength: 20 }), (equities) => {
        const limits = { maxDailyLossPercent: 5, maxDrawdownPercent: 12 };
        // told independently: the worst bar against the start, and each bar against the best before it
        const breaks = equities.some((value, index) => {
          const peak = Math.max(100, ...equities.slice(0, index + 1));
          return value <= 95 || value <= peak * 0.88;
        });
        expect(holds(limits, equities) !== null).toBe(breaks);
      }),
    );
  });
});
