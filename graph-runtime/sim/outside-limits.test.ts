import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../core/time.ts";
import type { OutsideLimits } from "../risk/outside-limits.ts";
import { flatBars, type Play, playLive } from "../testkit/play-graph.ts";

/** Buys ten whenever the close rises above 50, and sells when it falls below; a run starts with 1,000. */
function live(limits: OutsideLimits, prices: readonly number[], rest: Partial<Play> = {}, commands = {}) {
  const play: Play = {
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      down: { kind: "compare.compare", params: { relation: "below", level: 50 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      sell: { kind: "order.exit" },
    },
    wires: ["price.close > up.a", "price.close > down.a", "up.result > buy.when", "down.result > sell.when"],
    bars: flatBars(...prices),
    settings: { capital: 1_000 },
    ...rest,
  };
  return playLive(play, limits, commands);
}
const fills = (outcomes: ReturnType<typeof live>): string[] =>
  outcomes.flatMap((step, bar) => step.fills.map((fill) => `${bar} ${fill.side} ${fill.quantity} at ${fill.price}`));
const denials = (outcomes: ReturnType<typeof live>): string[] =>
  outcomes.flatMap((step, bar) =>
    step.intents.flatMap(({ deniedReason }) => (deniedReason === null ? [] : [`${bar}: ${deniedReason}`])),
  );

const trade = [40, 60, 60, 60, 40, 40];

describe("limits around the graph", () => {
  test("none change nothing", () => {
    expect(fills(live({}, trade))).toEqual(["2 buy 10 at 60", "5 sell 10 at 40"]);
  });

  test("the multiplier takes fixed sizes so many times, with the capital that goes with it", () => {
    const settings = { capital: 3_000 };
    expect(fills(live({ multiplier: 3 }, trade, { settings }))).toEqual(["2 buy 30 at 60", "5 sell 30 at 40"]);
    expect(denials(live({ multiplier: 3 }, trade))[0]).toContain("it needs 1800.00");
  });

  test("max lots refuses the entry that would pass it, the position counted in", () => {
    const lots = { instrument: { lotSize: 5 } };
    expect(fills(live({ maxLots: 2 }, trade, lots))).toHaveLength(2);
    expect(denials(live({ maxLots: 1 }, trade, lots))).toEqual([
      "1: risk: your limits: the position would have 2 lots, and 1 are allowed",
    ]);
  });

  test("max margin counts the margin of all positions, not their value", () => {
    const settings = { capital: 1_000, execution: { leverage: 4 } };
    expect(fills(live({ maxMargin: 150 }, trade, { settings }))).toHaveLength(2);
    expect(denials(live({ maxMargin: 149 }, trade, { settings }))).toEqual([
      "1: risk: your limits: the margin would be 150.00, and 149.00 is allowed",
    ]);
  });

  test("the max daily loss closes everything, refuses for the rest of the day, and lets in on the next", () => {
    const prices = [40, 60, 60, 54, 54, 40, 60, ...Array.from({ length: 18 }, () => 40), 60, 60];
    const outcomes = live({ maxDailyLossPercent: 5 }, prices, { step: HOUR });
    // ten at 60 lose 6.0 % of 1,000 at 54
    expect(fills(outcomes)).toEqual(["2 buy 10 at 60", "4 sell 10 at 54", "26 buy 10 at 60"]);
    expect(outcomes[3]?.intents[0]?.reason).toContain("risk: your limits: the session has lost 6.00 %");
    expect(denials(outcomes)).toEqual(["6: risk: your limits: the session has lost 6.00 %, and 5 % ends its entries"]);
  });

  test("the drawdown stop closes everything and lets nothing in any more, on no day", () => {
    const outcomes = live({ drawdownStopPercent: 5 }, [40, 60, 60, 54, 54, 40, 60, 60]);
    expect(fills(outcomes)).toEqual(["2 buy 10 at 60", "4 sell 10 at 54"]);
    expect(denials(outcomes)[0]).toContain("your limits: equity is 6.00 % below its peak");
  });

  test("only the allowed days and products are entered; exits pass on any day", () => {
    // 1970-01-01 was a Thursday (4); the entry is decided on the Friday, the exit on the Monday
    expect(fills(live({ days: [5] }, trade))).toHaveLength(2);
    expect(denials(live({ days: [1, 2, 3, 4] }, trade))).toEqual([
      "1: risk: your limits: nothing is entered on Fridays",
    ]);
    expect(denials(live({ products: ["future"] }, trade))).toEqual(["1: risk: your limits: shares are not allowed"]);
    const future = { instrument: { expiry: 100 * DAY } };
    expect(fills(live({ products: ["future"] }, trade, future))).toHaveLength(2);
  });

  test("the day is that of the exchange's clock", () => {
    // 1970-01-02 03:00 UTC is still Thursday in New York
    const play = { start: -DAY + 3 * HOUR, instrument: { calendar: "us-equity" as const } };
    expect(denials(live({ days: [5] }, trade, { ...play, start: 3 * HOUR }))[0]).toContain("Thursdays");
  });

  test("the slippage cap lets an entry fill at the next open within it, or not at all", () => {
    const jump = [40, 60, 61, 61, 40, 40];
    expect(fills(live({ maxSlippagePercent: 2 }, jump))).toEqual(["2 buy 10 at 61", "5 sell 10 at 40"]);
    const refused = live({ maxSlippagePercent: 1 }, jump);
    expect(fills(refused)).toEqual([]);
    expect(refused[2]?.orders.map(({ status }) => status)).toEqual(["cancelled"]);
  });

  test("alerts only: the entry is told, nothing is sent", () => {
    expect(fills(live({ entries: "alerts" }, trade))).toEqual([]);
    expect(denials(live({ entries: "alerts" }, trade))[0]).toContain("your limits: only told");
  });

  test("limits that change while a position is open hold from then on, and trap nothing", () => {
    const change = (sequence: number) => ({
      kind: "limits" as const,
      sequence,
      limits: { entries: "alerts" as const },
    });
    const outcomes = live({}, [...trade, 60, 60], {}, { 3: change });
    expect(fills(outcomes)).toEqual(["2 buy 10 at 60", "5 sell 10 at 40"]);
    expect(denials(outcomes)).toHaveLength(1);
  });

  test("money that is moved out is no loss to a limit in percent, and one that is brought in hides none", () => {
    const prices = [40, 40, 60, 60, 54, 54, 60, 60];
    const move = (amount: number) => (sequence: number) => ({ kind: "transfer" as const, sequence, amount });
    const settings = { capital: 2_000 };
    const outcomes = live({ drawdownStopPercent: 5 }, prices, { settings }, { 0: move(-1_000) });
    // ten at 60 lose 6 % of the 1,000 that are left at 54, and 3 % of 2,000
    expect(fills(outcomes)).toEqual(["3 buy 10 at 60", "5 sell 10 at 54"]);
    expect(fills(live({ drawdownStopPercent: 5 }, prices, { settings }))).toEqual(["3 buy 10 at 60"]);
    // a fifth is lost when as much again as is left comes in; it stays a fifth, and nothing is entered
    const lost = [40, 60, 60, 60, 40, 40, 60, 60];
    const doubled = live({ drawdownStopPercent: 20 }, lost, {}, { 5: move(800) });
    expect(doubled.at(-1)?.mark.equity).toBe(1_600);
    expect(denials(doubled)[0]).toContain("your limits: equity is 20.00 % below its peak");
  });

  test("unsubscribing for the next day closes with its first bar, not before", () => {
    const leave = (sequence: number) => ({
      kind: "command" as const,
      sequence,
      command: "leave-next-session" as const,
    });
    const prices = [40, 60, ...Array.from({ length: 26 }, () => 60)];
    const outcomes = live({}, prices, { step: HOUR }, { 4: leave });
    expect(fills(outcomes)).toEqual(["2 buy 10 at 60", "25 sell 10 at 60"]);
    expect(outcomes[24]?.intents[0]?.reason).toBe("risk: your limits: closed at the next session");
  });
});

describe("approve each entry", () => {
  const answer = (isApproved: boolean) => (sequence: number) => ({
    kind: "answer" as const,
    sequence,
    entry: { sequence: 1, ordinal: 0 },
    isApproved,
  });
  const waits = ["1: risk: your limits: it waits for your approval"];

  test("without a word nothing is sent", () => {
    const outcomes = live({ entries: "approve" }, trade);
    expect(denials(outcomes)).toEqual(waits);
    expect(fills(outcomes)).toEqual([]);
  });

  test("an approved entry fills at the next open, and its exit passes by itself", () => {
    const outcomes = live({ entries: "approve" }, trade, {}, { 3: answer(true) });
    expect(fills(outcomes)).toEqual(["3 buy 10 at 60", "5 sell 10 at 40"]);
  });

  test("a declined one is gone, and so is one that a newer signal took the place of", () => {
    expect(fills(live({ entries: "approve" }, trade, {}, { 2: answer(false), 3: answer(true) }))).toEqual([]);
    const twice = live({ entries: "approve" }, [40, 60, 40, 60, 60], {}, { 4: answer(true) });
    expect(denials(twice)).toHaveLength(2);
    expect(fills(twice)).toEqual([]);
  });

  test("every other limit is asked again when the word comes", () => {
    const limits: OutsideLimits = { entries: "approve", days: [5] };
    const outcomes = live(limits, trade, {}, { 3: answer(true) });
    expect(denials(outcomes)).toEqual([...waits, "3: risk: your limits: nothing is entered on Saturdays"]);
  });

  test("pausing takes what waits back", () => {
    const pause = (sequence: number) => ({ kind: "command" as const, sequence, command: "pause-entries" as const });
    const resume = (sequence: number) => ({ kind: "command" as const, sequence, command: "resume" as const });
    const outcomes = live({ entries: "approve" }, [...trade, 40], {}, { 2: pause, 3: resume, 4: answer(true) });
    expect(fills(outcomes)).toEqual([]);
  });
});
