import { describe, expect, test } from "vitest";
import { DAY, HOUR, isoDate, parseIso } from "@/graph-runtime/core/time.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { computeTogether } from "./compute-together.ts";
import type { KeptRule } from "./dto.ts";

/** Buys for all it has when the close rises above 50, and sells when it falls below: each at the next open, for nothing. */
const document = smallGraph(
  {
    price: { kind: "market.bars" },
    up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
    down: { kind: "compare.compare", params: { relation: "below", level: 50 } },
    buy: { kind: "order.enter", params: { amount: 100, unit: "equity-percent" } },
    sell: { kind: "order.exit" },
  },
  ["price.close > up.a", "price.close > down.a", "up.result > buy.when", "down.result > sell.when"],
  { settings: { costs: { model: "none" }, execution: { limitPenetrationTicks: 0, cashBufferPercent: 0 } } } as never,
);

/** An open and a close a day, or another time. */
function barsFrom(first: string, days: readonly (readonly [open: number, close: number])[], step: number): BarColumns {
  const of = (pick: (day: readonly [number, number]) => number) => Float64Array.from(days, pick);
  const start = parseIso(first) ?? Number.NaN;
  return {
    time: Float64Array.from(days, (_, at) => start + at * step),
    open: of(([open]) => open),
    high: of(([open, close]) => Math.max(open, close)),
    low: of(([open, close]) => Math.min(open, close)),
    close: of(([, close]) => close),
    volume: of(() => 1_000),
  };
}
const flat = (...prices: readonly number[]) => prices.map((price) => [price, price] as const);

const none: KeptRule = { method: "given", schedule: "never", corridor: 0, limits: {} };
/** One that trades, and one whose price never lets it. */
function together(
  first: string,
  days: readonly (readonly [number, number])[],
  { step = DAY, ...rule }: Partial<KeptRule> & { readonly step?: number },
  capital: number,
) {
  const instrument = shareInstrument("TEST", { calendar: "always" });
  const quiet = days.map(() => [40, 40] as const);
  const members = [days, quiet].map((own) => ({
    document,
    weight: 0.5,
    lanes: [{ instrument, bars: barsFrom(first, own, step) }],
    references: [],
  }));
  const outcome = computeTogether({ rule: { ...none, ...rule }, capital, members }, () => "continue");
  if (outcome.status !== "done") throw new Error("expected a result");
  return { ...outcome.run, reached: outcome.reached };
}

describe("a basket's backtest keeps its limits", () => {
  // 600 buy ten at 60 on the third day
  const days = [...flat(40, 60, 60, 60, 54), [54, 40] as const, ...flat(60, 60, 66)];
  const kinds = (run: ReturnType<typeof together>) => run.reached.map(({ time, kind }) => [isoDate(time), kind]);

  test("without one, it holds on until its own rules sell", () => {
    const run = together("2024-01-01", days, {}, 1_200);
    // sold at the open of the seventh day for 60, bought again a day later for 60
    expect(Array.from(run.equity)).toEqual([1_200, 1_200, 1_200, 1_200, 1_140, 1_000, 1_200, 1_200, 1_260]);
    expect(run.reached).toEqual([]);
  });

  test("a loss of the day closes everything at the next open, and lets in again on the next day", () => {
    const run = together("2024-01-01", days, { limits: { maxDailyLossPercent: 5 } }, 1_200);
    // 60 lost of 1,200; sold for 54, and 540 buy nine again at 60
    expect(Array.from(run.equity)).toEqual([1_200, 1_200, 1_200, 1_200, 1_140, 1_140, 1_140, 1_140, 1_194]);
    expect(kinds(run)).toEqual([["2024-01-05", "daily-loss"]]);
    expect(run.reached[0]?.reason).toBe("the basket has lost 5.00 % today, and 5 % ends its day");
  });

  test("a drawdown closes everything for good, since nobody is there to say otherwise", () => {
    const run = together("2024-01-01", days, { limits: { maxDrawdownPercent: 5 } }, 1_200);
    expect(Array.from(run.equity).slice(4)).toEqual([1_140, 1_140, 1_140, 1_140, 1_140]);
    expect(kinds(run)).toEqual([["2024-01-05", "drawdown"]]);
  });

  test("a profit of the day is kept once the day falls back under its best", () => {
    const hours = flat(40, 60, 60, 66, 63, 66, 70);
    const limits = { lockProfitPercent: 4, trailPercent: 1 };
    const run = together("2024-01-01", hours, { step: HOUR, limits }, 1_200);
    // 5 % made, 2.5 % left, 4 % locked: sold at the next open for 66, and nothing more on that day
    expect(Array.from(run.reached, ({ time, kind }) => [(time / HOUR) % 24, kind])).toEqual([[4, "lock-profit"]]);
    expect(run.equity.at(-1)).toBe(1_260);
    expect(together("2024-01-01", hours, { step: HOUR }, 1_200).equity.at(-1)).toBe(1_300);
  });

  test("the value of positions keeps entries out and closes nothing", () => {
    const run = together("2024-01-01", days, { limits: { maxMarginPercent: 40 } }, 1_200);
    expect(kinds(run)[0]).toEqual(["2024-01-03", "margin"]);
    expect(run.equity[4], "what is held stays").toBe(1_140);
  });
});

describe("a basket's backtest moves money", () => {
  // 1,600 buy twenty at 80, and sell them for 120
  const days = [...flat(40, 80, 80, 120), [120, 40] as const, [120, 40] as const, ...flat(40, 40, 80, 80, 100)];

  test("to the members' shares on the first day of a month, between those that hold nothing", () => {
    const run = together("2024-01-25", days, { schedule: "monthly" }, 3_200);
    expect(run.rebalances.map(({ day }) => isoDate(day))).toEqual(["2024-01-25", "2024-02-01"]);
    expect(Array.from(run.equity).slice(-4), "2,000 each: 25 at 80 become 2,500").toEqual([4_000, 4_000, 4_000, 4_500]);
    expect(run.contribution, "moved money is no profit").toEqual([1_300 / 3_200, 0]);
    const [first] = run.returns;
    expect(first?.at(-1)).toBeCloseTo(0.25, 12);
    expect(Array.from(first ?? []).slice(6, 9)).toEqual([0, 0, 0]);
  });

  test("within the corridor it moves none", () => {
    const run = together("2024-01-25", days, { schedule: "monthly", corridor: 0.11 }, 3_200);
    expect(run.rebalances).toHaveLength(1);
    expect(run.equity.at(-1)).toBe(4_600);
  });

  test("what was due to one that has gained since is not taken from it", () => {
    // on the first of February it holds twenty at 40, and is to receive; it sells them for 120
    const run = together("2024-01-28", days, { schedule: "monthly" }, 3_200);
    expect(run.rebalances).toHaveLength(1);
    expect(run.equity.at(-1)).toBe(4_600);
  });
});
