import { describe, expect, test } from "vitest";
import { HOUR } from "../core/time.ts";
import { earlierDefinition } from "../nodes/earlier-version.ts";
import { registry } from "../nodes/registry.ts";
import { flatBars, type Play, playGraph } from "../testkit/play-graph.ts";

/** Buys ten whenever the close rises above 50, and sells when it falls below; a run starts with 1,000. */
function trade(guards: Play["nodes"], bars: readonly (readonly number[])[], rest: Partial<Play> = {}) {
  return playGraph({
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      down: { kind: "compare.compare", params: { relation: "below", level: 50 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      sell: { kind: "order.exit" },
      ...guards,
    },
    wires: ["price.close > up.a", "price.close > down.a", "up.result > buy.when", "down.result > sell.when"],
    bars,
    settings: { capital: 1_000 },
    ...rest,
  });
}

const denials = ({ result }: ReturnType<typeof trade>): string[] =>
  result.orders.flatMap(({ deniedReason, createdBar }) =>
    deniedReason === null ? [] : [`${createdBar}: ${deniedReason}`],
  );

/** Rises and falls through 50 again and again; each trade buys at the first price and sells at the second. */
function wave(...pairs: readonly (readonly [number, number])[]): number[][] {
  const trades = pairs.flatMap(([bought, sold]) => [
    ...flatBars(60, bought, 45),
    [sold, Math.max(sold, 45), Math.min(sold, 45), 45],
  ]);
  return [...flatBars(40), ...trades];
}

describe("Max daily loss", () => {
  const day = { step: HOUR, settings: { capital: 1_000 } };
  test("denies entries for the rest of the day, with the reason, and lets them in on the next", () => {
    const prices = [
      ...wave([60, 40], [60, 60]),
      ...flatBars(...Array.from({ length: 15 }, () => 40)),
      ...wave([60, 60]),
    ];
    const played = trade({ guard: { kind: "risk.max-daily-loss", params: { percent: 10 } } }, prices, day);
    expect(denials(played)).toEqual(["5: risk: the session has lost 20.00 %, and 10 % ends its entries"]);
    expect(played.fills.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "2 buy",
      "4 sell",
      "26 buy",
      "28 sell",
    ]);
  });

  test("closes the position where asked, at the next open", () => {
    const guard = { kind: "risk.max-daily-loss", params: { percent: 5, reaction: "flatten" } };
    const played = trade({ guard }, flatBars(40, 60, 60, 58, 54, 53, 53, 53), day);
    // 60 less 54 is 6.0 % of 1,000
    expect(played.fills.at(-1)).toMatch(/^5 sell 10 at 53: risk: the session has lost 6\.00 %/);
    expect(played.result.orders.at(-1)?.nodeId).toBe("guard");
    expect(played.fills).toHaveLength(2);
  });
});

test("Max drawdown ends all entries while equity is below its peak", () => {
  const guard = { kind: "risk.max-drawdown", params: { percent: 15, reaction: "flatten" } };
  const played = trade({ guard }, flatBars(40, 60, 60, 52, 44, 44, 40, 60, 60, 60));
  expect(played.fills.at(-1)).toMatch(/^5 sell 10 at 44/);
  expect(denials(played)[0]).toMatch(/^7: risk: equity is 16\.00 % below its peak, and 15 % ends all entries$/);
});

test("Max exposure denies what would be too much together", () => {
  const played = trade({ guard: { kind: "risk.max-exposure", params: { percent: 50 } } }, wave([60, 45]));
  expect(denials(played)).toEqual(["1: risk: all positions would be worth 600.00, above 50 % of equity, 500.00"]);
});

test("Trades per day counts the entries of a day, and begins anew at midnight", () => {
  const prices = [
    ...wave([60, 60], [60, 60], [60, 60]),
    ...flatBars(...Array.from({ length: 11 }, () => 40)),
    ...wave([60, 60]),
  ];
  const played = trade({ guard: { kind: "risk.trades-per-day", params: { most: 2 } } }, prices, { step: HOUR });
  expect(denials(played)).toEqual(["9: risk: the day has 2 entries, and 2 are allowed"]);
  expect(played.fills.filter((line) => line.includes("buy"))).toHaveLength(3);
});

test("Loss streak pauses after losing trades in a row, costs included, and goes on when the pause is over", () => {
  const played = trade(
    { guard: { kind: "risk.loss-streak", params: { losses: 2, bars: 6 } } },
    wave([60, 59], [60, 59], [60, 59], [60, 70], [60, 59]),
  );
  // lost at bars 4 and 8; bar 9 is one bar later and bar 13 five, bar 17 is nine
  expect(denials(played).map((line) => line.split(":")[0])).toEqual(["9", "13"]);
  const fair = trade(
    { guard: { kind: "risk.loss-streak", params: { losses: 1, bars: 6 } } },
    wave([60, 60], [60, 60]),
    { settings: { capital: 10_000, costs: { model: "per-trade", amount: 1 } } },
  );
  expect(denials(fair)).toHaveLength(1);
});

test("Entry cooldown waits after any trade, or only after one that lost", () => {
  const prices = wave([60, 70], [60, 59], [60, 70]);
  const bars = 3;
  const any = trade({ guard: { kind: "risk.cooldown", params: { bars } } }, prices);
  // the first trade ends at bar 4, and bar 5 is too near; what would have been the second is not there to end
  expect(denials(any).map((line) => line.split(":")[0])).toEqual(["5"]);
  const loss = trade({ guard: { kind: "risk.cooldown", params: { bars, after: "loss" } } }, prices);
  expect(denials(loss)).toEqual(["9: risk: a trade lost 1 bar ago, and 3 must pass"]);
});

describe("Trading window", () => {
  const window = (reaction: string) => ({
    guard: { kind: "risk.trading-window", params: { from: "02:00", to: "06:00", reaction } },
  });
  test("denies entries that are decided outside it", () => {
    const played = trade(window("block"), wave([60, 60], [60, 60]), { step: HOUR });
    expect(denials(played)).toEqual(["1: risk: it is 01:00, outside 02:00 to 06:00"]);
    expect(played.fills[0]).toMatch(/^6 buy/);
  });

  test("opens and ends by the exchange's clock, in summer an hour earlier than in winter", () => {
    // 09:30 to 10:30 in New York, where the third bar of each run rises; bars open at 12:30, 13:30 and so on in UTC
    const hour = { guard: { kind: "risk.trading-window", params: { from: "09:30", to: "10:30" } } };
    const [summer, winter] = [1_721_133_000_000, 1_705_408_200_000];
    const at = (start: number, risesAt: number) =>
      trade(hour, flatBars(...Array.from({ length: 5 }, (_, bar) => (bar < risesAt ? 40 : 60))), {
        step: HOUR,
        start,
        instrument: { calendar: "us-equity" },
      });
    expect(denials(at(summer, 1))).toEqual([]);
    expect(denials(at(summer, 2))).toEqual(["2: risk: it is 10:30, outside 09:30 to 10:30"]);
    expect(denials(at(winter, 1))).toEqual(["1: risk: it is 08:30, outside 09:30 to 10:30"]);
    expect(denials(at(winter, 2))).toEqual([]);
  });

  test("of version 1 keeps its fixed offset, by default UTC", () => {
    const newest = registry.get("risk.trading-window")!;
    const saved = earlierDefinition(newest, newest.earlier![0]!);
    const rule = { rule: "window", from: 570, to: 930, flattens: false };
    const of = (params: object) => saved.guard?.(saved.params.parse(params));
    expect(of({})).toEqual({ ...rule, clock: { clock: "fixed", offset: 0 } });
    expect(of({ offset: 330 })).toEqual({ ...rule, clock: { clock: "fixed", offset: 330 } });
  });

  test("closes positions outside it", () => {
    const played = trade(window("flatten"), flatBars(40, 40, 60, 60, 60, 60, 60, 61, 61), { step: HOUR });
    expect(played.fills.at(-1)).toBe("7 sell 10 at 61: risk: it is 06:00, outside 02:00 to 06:00");
  });
});

test("Max positions counts open positions, not what is added to one", () => {
  const more = { kind: "order.scale-in", params: { amount: 1, unit: "units" } };
  const played = playGraph({
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      high: { kind: "compare.compare", params: { relation: "above", level: 60 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      guard: { kind: "risk.max-positions", params: { most: 1 } },
      more,
    },
    wires: ["price.close > up.a", "price.close > high.a", "up.result > buy.when", "high.result > more.when"],
    bars: flatBars(40, 55, 55, 65, 65),
  });
  expect(played.fills).toHaveLength(2);
});

test("the kill switch closes everything and lets nothing in again", () => {
  const played = playGraph({
    nodes: {
      price: { kind: "market.bars" },
      up: { kind: "compare.compare", params: { relation: "above", level: 50 } },
      crash: { kind: "compare.compare", params: { relation: "below", level: 20 } },
      buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
      stop: { kind: "exit.stop-loss", params: { distance: 90 } },
      end: { kind: "risk.kill" },
    },
    wires: ["price.close > up.a", "price.close > crash.a", "up.result > buy.when", "crash.result > end.when"],
    bars: flatBars(40, 60, 60, 15, 14, 60, 60, 40, 60, 60),
  });
  expect(played.fills).toEqual(["2 buy 10 at 60: enter long", "4 sell 10 at 14: kill switch"]);
  expect(denials(played)).toEqual([
    "5: risk: trading was stopped by the kill switch",
    "8: risk: trading was stopped by the kill switch",
  ]);
});
