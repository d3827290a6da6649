import { describe, expect, test } from "vitest";
import { HOUR } from "@/graph-runtime/core/time.ts";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import type { OrderIntent } from "@/graph-runtime/nodes/order-intent.ts";
import type { BacktestResult } from "@/graph-runtime/sim/run-backtest.ts";
import { buy, close as exit } from "@/graph-runtime/testkit/run-script.ts";
import { hasReference, leanDaily, leanEvents, leanRaw } from "../../setup/reference-data.ts";
import { runScriptOn } from "../../setup/script-on-bars.ts";

const FILES = ["us-daily/spy.csv", "us-hourly/spy.csv", "us-daily/goog.csv", "us-daily/googl.csv"];
const present = [...FILES, "factor-files/spy.csv", "factor-files/googl.csv"].every(hasReference);

const rates = { model: "per-share", perShare: 0.005, minimum: 1, maximumPercent: 0.5 } as const;
const settings = { capital: 100_000, costs: rates, execution: { cashBufferPercent: 0.25 } };
const free = { model: "none" } as const;

const share = (percent: number) => buy({ type: "market" }, 0, { size: { unit: "equity-percent", amount: percent } });
/** Half a cent goes up, whatever dust the sum left. */
const cents = (money: number | undefined): number => Math.floor((money ?? 0) * 100 + 0.5 + 1e-6) / 100;
const feesOf = ({ fills }: BacktestResult): number => cents(fills.reduce((sum, { fee }) => sum + fee, 0));

/** New York in summer, when no clock is changed. */
const SUMMER = -4 * HOUR;

describe("figures that LEAN publishes for its own examples, on the same bars", () => {
  test.skipIf(!present)(
    "[reference] LEAN, dividends on raw prices: half of the account in SPY from 1998 to 2005",
    () => {
      const bars = leanRaw("us-daily/spy.csv", "19980101", "20051231");
      const actions = leanEvents("spy", bars.time[0]!);
      const result = runScriptOn({ bars, asks: { 0: [share(50)] }, settings, actions });
      expect(result.fills).toHaveLength(1);
      expect(feesOf(result)).toBe(2.56);
      expect(cents(result.equity.at(-1))).toBe(120_462.08);
      // four a year, and one more when Microsoft paid out in November 2004
      expect(result.cash.filter(({ kind }) => kind === "dividend")).toHaveLength(33);
    },
  );

  test.skipIf(!present)("[reference] LEAN, a split on raw prices: GOOGL from 24 March to 7 April 2014", () => {
    // the share went by the name of GOOG until the day before its split
    const before = leanRaw("us-daily/goog.csv", "20140324", "20140402");
    const bars = joined(before, leanRaw("us-daily/googl.csv", "20140403", "20140407"));
    const actions = leanEvents("googl", bars.time[0]!);
    expect(actions).toMatchObject([{ kind: "split", ratio: 2 }]);
    const result = runScriptOn({ bars, asks: { 0: [share(100)] }, settings, actions });
    expect(feesOf(result)).toBe(1);
    expect(cents(result.equity.at(-1))).toBe(92_720.82);
  });

  test.skipIf(!present)("[reference] LEAN, stop-limit orders: SPY from 2013 to 2016", () => {
    const bars = leanDaily("spy", "20121231", "20161231");
    const fast = average(bars.close, 30);
    const slow = average(bars.close, 60);
    const run = (asks: Parameters<typeof runScriptOn>[0]["asks"]) =>
      runScriptOn({ bars, asks, settings, instrument: { tickSize: 1e-6 } });
    const up = fast.findIndex((value, i) => value > slow[i]! * 1.001);
    const entry = buy({ type: "stop-limit", price: bars.high[up]! * 1.1, limit: bars.high[up]! * 1.11 }, 100);
    const bought = run({ [up]: [entry] }).fills[0]!.bar;
    const down = fast.findIndex((value, i) => i >= bought && value < slow[i]! * 1.001);
    const limit = bars.low[down]! * 0.98;
    const leave = exit({ type: "stop-limit", price: bars.low[down]! * 0.99, limit });
    const result = run({ [up]: [entry], [down]: [leave] });
    const [first, last] = result.fills;
    expect(feesOf(result)).toBe(2);
    // LEAN takes the worst price that bar and limit allow: 101,444.99 says that both triggered in the same bars as here
    const worst = 100 * (limit - bars.high[first!.bar]!) - 2;
    expect(cents(100_000 + worst)).toBe(101_444.99);
    // the rule here: at the trigger, or at an open beyond it that the limit allows; both gapped in this case
    expect(first!.price).toBeCloseTo(bars.open[first!.bar]!, 6);
    expect(last!.price).toBeCloseTo(Math.min(bars.open[last!.bar]!, bars.low[down]! * 0.99), 5);
    expect(cents(result.equity.at(-1))).toBe(cents(100_000 + 100 * (last!.price - first!.price) - 2));
  });
});

describe("rules on bars as they were traded, with expectations that are read from the files", () => {
  test.skipIf(!present)("[reference] orders on the open and on the close fill at the day's official prices", () => {
    const hours = leanRaw("us-hourly/spy.csv", "20180601", "20180731", SUMMER);
    const days = leanRaw("us-daily/spy.csv", "20180601", "20180731");
    // asked for at noon of each day, so that the close is that day's and the open the next day's; 3 July closed at one o'clock
    const noons = Array.from(hours.time.keys()).filter((i) => new Date(hours.time[i]! + SUMMER).getUTCHours() === 11);
    expect(noons).toHaveLength(days.time.length);
    const bought = noons.filter((_, day) => day % 2 === 0);
    const sold = noons.filter((_, day) => day % 2 === 1);
    const asks = Object.fromEntries([
      ...bought.map((i) => [i, [buy({ type: "market" }, 10, { timeInForce: "on-close" })]] as const),
      ...sold.map((i) => [i, [exit({ type: "market" }, 100, { timeInForce: "on-open" })]] as const),
    ]);
    const result = runScriptOn({
      bars: hours,
      asks,
      settings: { timeframe: "1h", costs: free },
      instrument: { calendar: "us-equity" },
    });
    const expected = days.time.reduce<number[]>((prices, _, day) => {
      if (day % 2 === 0) prices.push(days.close[day]!);
      else if (day + 1 < days.time.length) prices.push(days.open[day + 1]!);
      return prices;
    }, []);
    expect(result.fills.map(({ price }) => price)).toEqual(expected);
  });

  test.skipIf(!present)(
    "[reference] an order beyond a fiftieth of the volume fills hour by hour, what is left at each open",
    () => {
      const bars = leanRaw("us-hourly/spy.csv", "20180601", "20180608", SUMMER);
      const total = 2_000_000;
      const result = runScriptOn({
        bars,
        asks: { 0: [buy({ type: "market" }, total)] },
        settings: { timeframe: "1h", capital: 1e9, costs: rates, execution: { participationPercent: 2 } },
      });
      let left = total;
      let due = 0;
      const expected: [number, number, number, number][] = [];
      for (let i = 1; left > 0; i++) {
        const units = Math.min(left, Math.floor(bars.volume[i]! / 50));
        // a fill pays what the order owes so far, less what it has paid; 0.005 a share is above minimum and below cap here
        expected.push([i, units, bars.open[i]!, cents(units * 0.005)]);
        due += units * 0.005;
        left -= units;
      }
      expect(expected.length).toBeGreaterThan(2);
      expect(result.fills.map(({ bar, quantity, price, fee }) => [bar, quantity, price, cents(fee)])).toEqual(expected);
      expect(feesOf(result)).toBe(cents(due));
    },
  );

  test.skipIf(!present)(
    "[reference] orders that get new prices and sizes at each close fill by their newest terms",
    () => {
      const bars = leanRaw("us-daily/spy.csv", "20180102", "20191231");
      const cent = (price: number): number => Math.floor(price * 100 + 1e-6) / 100;
      const asks: Record<number, OrderIntent[]> = {};
      const expected: string[] = [];
      let cash = 100_000;
      let held = 0;
      let limit: number | null = null;
      let stop: number | null = null;
      let units = 0;
      let changes = 0;
      for (let i = 0; i < bars.time.length; i++) {
        const [open, low, close] = [bars.open[i]!, bars.low[i]!, bars.close[i]!];
        // a buy limit has to be traded through by a cent; a stop only to be touched; an open beyond either is the price
        if (limit !== null && (open < limit || low <= limit - 0.01 + 1e-9)) {
          const price = Math.min(open, limit);
          expected.push(`${i} buys ${units} at ${price}`);
          cash -= units * price;
          held = units;
          limit = null;
        } else if (stop !== null && low <= stop) {
          const price = Math.min(open, stop);
          expected.push(`${i} sells ${held} at ${price}`);
          cash += held * price;
          held = 0;
          stop = null;
        }
        // the limit follows the close at a distance and asks for one unit more each day; the stop goes where the close goes
        const change = { action: "change", reason: "script" } as const;
        if (held > 0 && stop === null) {
          stop = cent(close * 0.985);
          asks[i] = [exit({ type: "stop", price: stop })];
        } else if (held > 0) {
          stop = cent(close * 0.985);
          asks[i] = [{ ...change, which: "exits", stopPrice: stop }];
          changes++;
        } else if (limit === null) {
          units = 100;
          limit = cent(close * 0.99);
          asks[i] = [buy({ type: "limit", price: limit }, units)];
        } else {
          units++;
          limit = cent(close * 0.99);
          asks[i] = [{ ...change, which: "entries", limitPrice: limit, quantity: units }];
          changes++;
        }
      }
      expect(expected.length).toBeGreaterThan(50);
      const result = runScriptOn({ bars, asks, settings: { costs: free } });
      expect(result.fills.map(({ bar, side, quantity, price }) => `${bar} ${side}s ${quantity} at ${price}`)).toEqual(
        expected,
      );
      expect(result.updates.map(({ refused }) => refused)).toEqual(Array.from({ length: changes }, () => null));
      expect(result.equity.at(-1)).toBeCloseTo(cash + held * bars.close.at(-1)!, 6);
    },
  );

  test.skipIf(!present)(
    "[reference] margin calls in the autumn of 2008 sell as little as the maintenance share asks for",
    () => {
      const bars = leanRaw("us-daily/spy.csv", "20080902", "20081231");
      const result = runScriptOn({
        bars,
        asks: { 0: [buy({ type: "market" }, 1_500)] },
        settings: { costs: free, execution: { initialMarginPercent: 50, maintenanceMarginPercent: 30 } },
      });
      let cash = 100_000 - 1_500 * bars.open[1]!;
      let held = 1_500;
      const called: number[] = [];
      // positions may be worth equity / 0.3: what is above it goes, in whole shares; what is on its way counts as gone
      const look = (price: number): void => {
        const equity = cash + held * price;
        const kept = held - called.reduce((sum, units) => sum + units, 0);
        const excess = kept * price - equity / 0.3;
        if (equity < 0.3 * held * price && excess > 0) called.push(Math.min(kept, Math.floor(excess / price) + 1));
      };
      const expected: string[] = [];
      for (let i = 1; i < bars.time.length; i++) {
        for (let due = called.length; due > 0; due--) {
          const units = called.shift()!;
          cash += units * bars.open[i]!;
          held -= units;
          expected.push(`${i} sells ${units} at ${bars.open[i]}`);
          look(bars.open[i]!);
        }
        look(bars.close[i]!);
      }
      expect(expected.length).toBeGreaterThan(1);
      const calls = result.fills.slice(1);
      expect(calls.map(({ bar, quantity, price }) => `${bar} sells ${quantity} at ${price}`)).toEqual(expected);
      expect(calls.every(({ reason }) => reason === "margin call")).toBe(true);
      expect(result.equity.at(-1)).toBeCloseTo(cash + held * bars.close.at(-1)!, 6);
    },
  );
});

function joined(one: BarColumns, other: BarColumns): BarColumns {
  const all = emptyBars(one.time.length + other.time.length);
  for (const field of ["time", "open", "high", "low", "close", "volume"] as const) {
    all[field].set(one[field]);
    all[field].set(other[field], one[field].length);
  }
  return all;
}

/** Exponential average, seeded by the plain one of the first values. */
function average(values: Float64Array, length: number): number[] {
  let mean = 0;
  return Array.from(values, (value, i) => {
    mean = i < length ? mean + value / length : mean + (2 / (length + 1)) * (value - mean);
    return i < length - 1 ? Number.NaN : mean;
  });
}
