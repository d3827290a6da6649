import { describe, expect, test } from "vitest";
import { curveOf, fillOf, laneOf, type RunPieces, runOf } from "../../testkit/analysis-run.ts";
import { type AnalysisInput, createAnalysisContext } from "../analysis-context.ts";
import type { Lane } from "../run-result.ts";
import { critiqueOf } from "./critique.ts";
import type { Finding } from "./finding.ts";

const DAY = 86_400_000;
/** 2013-01-07, a Monday in quiet times. */
const START = 15_712 * DAY;

function weekdays(count: number, start = START): number[] {
  return Array.from({ length: count }, (_, i) => start + (Math.floor(i / 5) * 7 + (i % 5)) * DAY);
}

type Setup = Partial<RunPieces> & { lanes?: readonly Lane[]; extra?: Partial<AnalysisInput> };

const time = weekdays(500);
/** Steady with small swings: p-value near zero, no long flat stretch. */
const growing = time.map((_, i) => 100_000 * (1 + i * 0.002 + (i % 2) * 0.001));
const flatPrices = time.map((_, i) => 100 + (i % 2) * 0.01);

/** `count` winning round trips of `profit` each, fee included in the argument. */
function trips(count: number, profit: number, fee = 0, quantity = 10): RunPieces["fills"] {
  return Array.from({ length: count * 2 }, (_, i) => {
    const isExit = i % 2 === 1;
    const bar = i * 2 + 1;
    return fillOf({
      bar,
      time: time[bar] as number,
      side: isExit ? "sell" : "buy",
      quantity,
      price: isExit ? 100 + profit / quantity : 100,
      fee,
    });
  });
}

function findings(setup: Setup): Map<string, Finding> {
  const { lanes, extra, ...pieces } = setup;
  const result = runOf({ time, equity: growing, fills: trips(100, 20) ?? [], ...pieces });
  const given = lanes ?? [
    laneOf(result.time, result.time.length === 500 ? flatPrices : new Array(result.time.length).fill(100)),
  ];
  // Bars of one price everywhere would be stale: give them a range.
  const moving = given.map((lane) => ({
    ...lane,
    bars: { ...lane.bars, high: lane.bars.high.map((price) => price + 1) },
  }));
  const context = createAnalysisContext({ result, lanes: lanes ?? moving, ...extra });
  return new Map(critiqueOf(context).map((finding) => [finding.id, finding]));
}

const order = (id: number, change: object) => ({
  id,
  sequence: id,
  ordinal: 0,
  lane: 0,
  side: "buy" as const,
  type: "market" as const,
  role: "entry" as const,
  nodeId: "n",
  reason: "r",
  createdBar: 0,
  createdTime: 0,
  group: null,
  quantity: 1,
  limitPrice: null,
  stopPrice: null,
  firstStopPrice: null,
  status: "filled" as const,
  filledQuantity: 1,
  averagePrice: 100,
  feePaid: 0,
  deniedReason: null,
  ...change,
});

test("a clean run is left alone, but for what is always worth knowing", () => {
  expect([...findings({}).keys()].sort()).toEqual(["crisis-windows", "survivorship"]);
});

const drift = time.map((_, i) => 100_000 * (1 + ((i * 7919) % 13) * 0.001));
const bracket = Array.from({ length: 10 }, (_, i) => [
  order(i * 3, {}),
  order(i * 3 + 1, { role: "exit", type: "stop", stopPrice: 90, group: i * 3 }),
  order(i * 3 + 2, { role: "exit", type: "limit", limitPrice: 102, group: i * 3 }),
]).flat();
const losing = [...(trips(10, 20) ?? []), ...(trips(100, -20) ?? []).slice(40)];

const cases: readonly [string, Finding["severity"], Setup][] = [
  ["no-trades", "serious", { fills: [] }],
  ["few-trades", "warning", { fills: trips(12, 20) ?? [] }],
  ["too-many-parameters", "warning", { extra: { parameterCount: 25 } }],
  ["too-many-parameters", "serious", { extra: { parameterCount: 50 } }],
  ["denied-orders", "serious", { orders: [order(0, { status: "denied", deniedReason: "no money" }), order(1, {})] }],
  ["stale-fills", "serious", { lanes: [laneOf(time, flatPrices)] }],
  ["stop-target-pairing", "warning", { orders: bracket, fills: losing }],
  ["flat-equity", "warning", { equity: growing.map((value, i) => (i < 250 ? 100_000 : value)) }],
  [
    "worse-than-benchmark",
    "warning",
    {
      lanes: [
        laneOf(
          time,
          time.map((_, i) => 100 * (1 + i * 0.01)),
        ),
      ],
    },
  ],
  ["not-significant", "serious", { equity: drift }],
  ["leverage", "warning", { exposure: time.map(() => 1.5) }],
  [
    "fills-outside-hours",
    "warning",
    { fills: [fillOf({ bar: 1, time: START + 5 * DAY, side: "buy", quantity: 1, price: 100 })] },
  ],
  ["costs-eat-profit", "warning", { equity: time.map((_, i) => 100_000 + i * 0.4), fills: trips(100, 2, 1) ?? [] }],
  ["profit-from-few-trades", "warning", { fills: [...(trips(30, 1) ?? []), ...(trips(40, 500) ?? []).slice(70)] }],
  ["ambiguous-bars-matter", "warning", { ambiguousBars: 20 }],
  ["ambiguous-bars-matter", "serious", { ambiguousBars: 1, extra: { oppositePathProfit: -5 } }],
  ["capacity", "serious", { fills: trips(100, 20, 0, 100_000) ?? [] }],
  ["warm-up", "warning", { extra: { warmupBars: 200 } }],
  ["data-gaps", "info", { time: [...weekdays(250), ...weekdays(250, START + 400 * DAY)] }],
  [
    "open-at-end",
    "warning",
    { fills: [...(trips(40, 1) ?? []), fillOf({ bar: 400, side: "buy", quantity: 100, price: 50 })] },
  ],
];

describe("each check finds its fault", () => {
  test.each(cases)("%s (%s)", (id, severity, setup) => {
    const finding = findings(setup).get(id);
    expect(finding?.severity).toBe(severity);
    expect(finding?.message).toMatch(/\d/);
    expect(finding?.message).not.toMatch(/NaN|Infinity|undefined/);
    expect(finding?.suggestion).toMatch(/[.?]$/);
    expect(Object.values(finding?.numbers ?? {}).every(Number.isFinite)).toBe(true);
  });

  test("look-ahead: fills at the close that triggered them", () => {
    const { execution } = runOf({ time, equity: growing }).settings;
    const found = findings({ settings: { execution: { ...execution, fill: "same-close" } } });
    expect(found.get("look-ahead")?.severity).toBe("serious");
  });

  test("margin: calls that came, and an account that was nearly full", () => {
    const { execution } = runOf({ time, equity: growing }).settings;
    const settings = { execution: { ...execution, account: "margin", leverage: 4 } };
    const at = (exposure: number) => findings({ settings, exposure: time.map(() => exposure) }).get("margin");
    expect(at(3.5)).toBeUndefined();
    expect(at(3.8)?.severity).toBe("warning");
    expect(at(3.8)?.numbers["peakUse"]).toBeCloseTo(0.95, 9);
    const call = fillOf({ bar: 3, side: "sell", quantity: 5, price: 90, role: "exit", nodeId: "margin-call" });
    const called = findings({ settings, fills: [fillOf({ bar: 1, side: "buy", quantity: 10, price: 100 }), call] });
    expect(called.get("margin")?.severity).toBe("serious");
    expect(called.get("margin")?.message).toContain("1 margin call;");
  });

  test("lucky path: losses that happen to be spread out, never in a row", () => {
    const moves = Array.from({ length: 499 }, (_, i) => (i % 2 === 0 ? 0.0302 : -0.029));
    const equity = curveOf(moves);
    const finding = findings({ equity }).get("lucky-path");
    expect(finding?.numbers["drawdown"]).toBeCloseTo(0.029, 9);
    expect(finding?.numbers["median"]).toBeGreaterThan(0.2);
  });

  test("a crisis that the data covers is reported with both returns", () => {
    const days = weekdays(300, 18_176 * DAY);
    const equity = days.map((day) => (day < 18_312 * DAY ? 100_000 : 70_000));
    const finding = findings({ time: days, equity }).get("crisis-windows");
    expect(finding?.severity).toBe("warning");
    expect(finding?.numbers["pandemic crash 2020"]).toBeCloseTo(-0.3, 9);
  });
});

test("the gravest findings come first", () => {
  const severities = [...findings({ fills: [], equity: drift, exposure: time.map(() => 1.5) }).values()].map(
    (f) => f.severity,
  );
  const rank = { serious: 0, warning: 1, info: 2 };
  expect(severities.length).toBeGreaterThan(3);
  expect([...severities].sort((a, b) => rank[a] - rank[b])).toEqual(severities);
});
