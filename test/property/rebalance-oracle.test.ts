import { describe, expect, test } from "vitest";
import { DAY } from "@/graph-runtime/core/time.ts";
import { type BarColumns, emptyBars } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { seededNumbers } from "@/graph-runtime/testkit/node-series.ts";
import { playRebalance, type RebalanceCase } from "@/graph-runtime/testkit/oracle/rebalance-oracle.ts";
import { keepBars, programOf } from "@/graph-runtime/testkit/several-lanes.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";

const cases = 400;
/** A weight travels as the bar's volume: its percent of equity and 100, so that none is negative. */
const UNKNOWN = 900;

function randomCase(seed: number): { test: RebalanceCase; lanes: LaneData[] } {
  const next = seededNumbers(seed * 7_919 + 13);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const count = 2 + Math.floor(next() * 5);
  const length = 25 + Math.floor(next() * 50);
  const account = pick(["cash", "margin"] as const);
  const least = account === "margin" && next() < 0.5 ? -40 : 0;
  const pace = pick([0.1, 0.4, 1]);
  const lotSize = pick([1, 1, 10, 0.01]);
  const whole = Array.from({ length: count }, (_, lane) => {
    const bars = emptyBars(length);
    let price = 20 + 80 * next();
    for (let i = 0; i < length; i++) {
      const open = Math.round(price * (1 + (next() - 0.5) * 0.04) * 100) / 100;
      const close = Math.round(open * (1 + (next() - 0.5) * 0.08) * 100) / 100;
      bars.time[i] = (18_000 + i) * DAY;
      bars.open[i] = open;
      bars.close[i] = close;
      bars.high[i] = Math.max(open, close);
      bars.low[i] = Math.min(open, close);
      bars.volume[i] = UNKNOWN;
      price = close;
    }
    return { bars, lane };
  });
  // now and then everybody gets a weight; together they take at most all of equity
  for (let i = 0; i < length; i++) {
    if (next() >= pace) continue;
    const parts = whole.map(() => (next() < 0.35 ? 0 : next()));
    const sum = Math.max(
      1,
      parts.reduce((total, part) => total + part, 0),
    );
    const signs = whole.map(() => (least < 0 && next() < 0.3 ? -1 : 1));
    whole.forEach(({ bars }, lane) => {
      bars.volume[i] = next() < 0.05 ? UNKNOWN : 100 + Math.round((signs[lane]! * 100 * parts[lane]!) / sum);
    });
  }
  const kept = whole.map(({ bars, lane }) =>
    lane === 0 || next() < 0.4 ? bars : keepBars(bars, (i) => i % (5 + lane) !== 2 && i >= lane),
  );
  const test: RebalanceCase = {
    capital: pick([5_000, 100_000]),
    account,
    feePercent: pick([0, 0.1, 0.5]),
    lotSize,
    corridorPercent: pick([0, 2, 8]),
    bufferPercent: pick([0, 0.25, 3]),
    bars: Array.from({ length }, (_, i) => kept.map((bars) => barAt(bars, (18_000 + i) * DAY))),
    weights: Array.from({ length }, (_, i) => kept.map((bars) => weightAt(bars, (18_000 + i) * DAY))),
  };
  const lanes = kept.map((bars, lane) => ({
    instrument: shareInstrument(String.fromCharCode(65 + lane), { lotSize }),
    bars,
  }));
  return { test, lanes };
}

function barAt(bars: BarColumns, time: number): { open: number; close: number } | null {
  const at = bars.time.indexOf(time);
  return at < 0 ? null : { open: bars.open[at]!, close: bars.close[at]! };
}

function weightAt(bars: BarColumns, time: number): number | null {
  const volume = bars.volume[bars.time.indexOf(time)] ?? UNKNOWN;
  return volume === UNKNOWN ? null : (volume - 100) / 100;
}

function programFor({ corridorPercent, account, bufferPercent, feePercent, capital }: RebalanceCase) {
  return programOf(
    smallGraph(
      {
        price: { kind: "market.bars" },
        wish: { kind: "math.formula", params: { formula: `if(a = ${UNKNOWN}, 1 / 0, a - 100)` } },
        weights: { kind: "portfolio.weights-given" },
        trade: { kind: "portfolio.rebalance", params: { corridor: corridorPercent } },
      },
      ["price.volume > wish.a", "wish.value > weights.amount", "weights.weights > trade.weights"],
      {
        settings: {
          capital,
          costs: { model: "percent", percent: feePercent },
          execution: { account, cashBufferPercent: bufferPercent },
        },
      },
    ),
  );
}

describe("rebalancing against a reference written from the rules alone", () => {
  test.each([0, 1, 2, 3])("agrees on every fill and on equity, part %i", (part) => {
    const differences: string[] = [];
    let fills = 0;
    for (let seed = part; seed < cases; seed += 4) {
      const { test, lanes } = randomCase(seed);
      const expected = playRebalance(test);
      const found = runBacktest({ program: programFor(test), lanes, blockSize: 1 + (seed % 9) });
      fills += expected.fills.length;
      const text = (list: readonly { bar: number; lane: number; units: number; price: number }[]): string =>
        [...list]
          .sort((a, b) => a.bar - b.bar || a.lane - b.lane || a.units - b.units)
          .map(({ bar, lane, units, price }) => `${bar} ${lane} ${units.toFixed(6)} ${price}`)
          .join("; ");
      const own = found.fills.map(({ bar, lane, side, quantity, price }) => ({
        bar,
        lane,
        price,
        units: side === "buy" ? quantity : -quantity,
      }));
      if (found.diagnostics.length > 0) differences.push(`seed ${seed}: ${found.diagnostics[0]!.message}`);
      else if (text(own) !== text(expected.fills))
        differences.push(`seed ${seed}: ${text(own).slice(0, 400)}\nexpected ${text(expected.fills).slice(0, 400)}`);
      else {
        const bar = expected.equity.findIndex((equity, i) => !(Math.abs(equity - found.equity[i]!) <= 1e-6));
        if (bar >= 0) differences.push(`seed ${seed}: equity at bar ${bar} is ${found.equity[bar]}`);
      }
    }
    expect(differences).toEqual([]);
    expect(fills).toBeGreaterThan(5_000);
  });
});
