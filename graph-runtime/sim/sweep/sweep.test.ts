import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { DAY, MINUTE } from "../../core/time.ts";
import { emptyBars } from "../../market/bars.ts";
import { shareInstrument } from "../../market/instrument.ts";
import { templates } from "../../templates/gallery.ts";
import { seededRandom } from "../../testkit/oracle/random-case.ts";
import { syntheticBars } from "../../testkit/synthetic-bars.ts";
import { type LaneData, runBacktest } from "../run-backtest.ts";
import { runSweep } from "../run-sweep.ts";
import { Sweep } from "./sweep.ts";
import type { SweepPoint } from "./sweep-point.ts";

const lane = (seed: number, step = DAY, length = step === DAY ? 500 : 2_000): LaneData => ({
  instrument: shareInstrument(`S${seed}`),
  bars: syntheticBars({ seed, length, step }),
});

/** The lane without every seventh of its bars. */
function withHoles({ instrument, bars }: LaneData): LaneData {
  const kept = Array.from(bars.time.keys()).filter((i) => i % 7 !== 3);
  const columns = emptyBars(kept.length);
  for (const field of ["time", "open", "high", "low", "close", "volume"] as const)
    kept.forEach((from, to) => {
      columns[field][to] = bars[field][from]!;
    });
  return { instrument, bars: columns };
}

type Parameter = (typeof templates)[number]["document"]["parameters"][number];

/** Draws a value that a parameter allows. */
function drawn(parameter: Parameter, random: () => number): number | string | boolean {
  const { type, min, max, default: usual } = parameter;
  if ((type !== "integer" && type !== "number") || min === undefined || max === undefined) return usual;
  const value = min + random() * random() * (max - min);
  return type === "integer" ? Math.round(value) : value;
}

function runAlone(document: unknown, parameters: SweepPoint, lanes: readonly LaneData[]) {
  const { program, diagnostics } = compile(document, { parameters });
  if (!program) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return runBacktest({ program, lanes });
}

const histories: Record<string, (step: number) => readonly LaneData[]> = {
  "one instrument": (step) => [lane(1, step)],
  "two instruments, one of them with holes": (step) => [lane(2, step), withHoles(lane(3, step))],
};

describe.each(Object.entries(histories))("every point of a sweep is the backtest of its parameters: %s", (_, make) => {
  const daily = make(DAY);
  const withinDays = make(5 * MINUTE);
  // what compares instruments trades nothing where there is only one
  const fitting = templates.filter(({ document }) => daily.length >= Math.min(2, document.universe.length));
  test.each(fitting.map((template) => [template.id, template] as const))("%s", (id, { document }) => {
    const random = seededRandom(id.length * 31);
    const lanes = document.settings.timeframe === "1d" ? daily : withinDays;
    const points = Array.from({ length: 6 }, (_, k): SweepPoint => {
      // the first point has the defaults, and the third repeats the second
      if (k === 0) return {};
      return Object.fromEntries(document.parameters.map((parameter) => [parameter.key, drawn(parameter, random)]));
    });
    points[3] = points[2]!;
    let fills = 0;
    runSweep({ document, lanes, points }, (result, index) => {
      const alone = runAlone(document, points[index]!, lanes);
      expect(result.fingerprint).toBe(alone.fingerprint);
      expect(result.orders).toEqual(alone.orders);
      expect(result.fills).toEqual(alone.fills);
      expect(result.equity).toEqual(alone.equity);
      expect(result.exposure).toEqual(alone.exposure);
      expect(result.ambiguousBars).toBe(alone.ambiguousBars);
      fills += result.fills.length;
      return "continue";
    });
    expect(fills).toBeGreaterThan(0);
  });
});

const cross = templates.find(({ id }) => id === "sma-cross")!.document;

test("points that make two averages equal are those of a program that merges them", () => {
  const [first, second] = cross.parameters.map(({ key }) => key) as [string, string];
  const lanes = [lane(4)];
  const points = [
    { [first]: 20, [second]: 20 },
    { [first]: 10, [second]: 30 },
    { [first]: 30, [second]: 30 },
  ];
  runSweep({ document: cross, lanes, points }, (result, index) => {
    expect(result.fingerprint).toBe(runAlone(cross, points[index]!, lanes).fingerprint);
    return "continue";
  });
});

test("a value out of its range, an unknown parameter and bad bars are errors that say so", () => {
  const lanes = [lane(5)];
  const [first] = cross.parameters.map(({ key }) => key);
  const sweep = new Sweep({ document: cross, lanes });
  expect(() => sweep.run({ [first!]: -5 })).toThrow(/must be/);
  expect(() => sweep.run({ nonsense: 1 })).toThrow(/no parameter "nonsense"/);
  const bars = { ...lanes[0]!.bars, high: lanes[0]!.bars.low.map((price) => price / 2) };
  expect(() => new Sweep({ document: cross, lanes: [{ ...lanes[0]!, bars }] })).toThrow(/high is below the low/);
});

describe("a stretch of the history", () => {
  const lanes = [lane(6, DAY, 700)];
  const [first, second] = cross.parameters.map(({ key }) => key) as [string, string];
  const point = { [first]: 5, [second]: 15 };

  test("knows the bars before it and none after: cutting the history behind it changes nothing", () => {
    const window = { from: 300, to: 450 };
    const whole = new Sweep({ document: cross, lanes }).run(point, window);
    expect(whole.fills.length).toBeGreaterThan(3);
    const { instrument, bars } = lanes[0]!;
    const cut = emptyBars(window.to);
    for (const field of ["time", "open", "high", "low", "close", "volume"] as const)
      cut[field].set(bars[field].subarray(0, window.to));
    const short = new Sweep({ document: cross, lanes: [{ instrument, bars: cut }] }).run(point, window);
    expect(short.fingerprint).toBe(whole.fingerprint);
  });

  test("starts flat, and trades what the whole history trades once both are flat at the same bar", () => {
    const sweep = new Sweep({ document: cross, lanes, overrides: { costs: { model: "none" } } });
    const whole = sweep.run(point).fills.map(({ bar, side, price }) => ({ bar, side, price }));
    const from = 300;
    const stretch = sweep
      .run(point, { from, to: 700 })
      .fills.map(({ bar, side, price }) => ({ bar: bar + from, side, price }));
    const entry = whole.find(({ bar, side }) => bar > from && side === "buy")!;
    expect(stretch).toEqual(whole.filter(({ bar }) => bar >= entry.bar));
  });

  test("gives the same with and without columns computed beforehand", () => {
    const window = { from: 123, to: 456 };
    const fast = new Sweep({ document: cross, lanes }).run(point, window);
    // a block in the document makes the sweep compile each point by itself
    const blocks = [
      { id: "unused", version: 1, title: "Unused", inputs: [], outputs: [], nodes: [], edges: [], parameters: [] },
    ];
    const slow = new Sweep({ document: { ...cross, blocks }, lanes }).run(point, window);
    expect(slow.fingerprint).toBe(fast.fingerprint);
  });
});
