import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { Engine } from "../../engine/engine.ts";
import { ColumnLog } from "../../engine/run-log.ts";
import { BAR_FIELDS, type BarColumns } from "../../market/bars.ts";
import { shareInstrument } from "../../market/instrument.ts";
import { templates } from "../../templates/gallery.ts";
import { syntheticBars } from "../../testkit/synthetic-bars.ts";
import { simulatedVenue } from "../simulated-venue.ts";
import type { Window } from "./run-window.ts";
import type { SweepPoint } from "./sweep-point.ts";
import { walkForward } from "./walk-forward.ts";
import { walkForwardWindows } from "./walk-forward-windows.ts";

describe("windows", () => {
  test("follow one another to the last bar, each choice right before what it is traded on", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 5_000 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom("rolling", "anchored"),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 0, max: 40 }),
        (length, folds, scheme, ratio, skip) => {
          const windows = walkForwardWindows({ length, folds, scheme, ratio, skip });
          const traded = Math.floor((length - skip) / (folds + ratio));
          expect(windows).toHaveLength(folds);
          expect(windows.at(-1)?.outOfSample.to).toBe(length);
          windows.forEach(({ inSample, outOfSample }, k) => {
            expect(outOfSample.to - outOfSample.from).toBe(traded);
            expect(inSample.to).toBe(outOfSample.from);
            if (k > 0) expect(outOfSample.from).toBe(windows[k - 1]?.outOfSample.to);
            expect(inSample.from).toBeGreaterThanOrEqual(skip);
            if (scheme === "anchored") expect(inSample.from).toBe(skip);
            else expect(inSample.to - inSample.from).toBe(traded * ratio);
          });
        },
      ),
    );
  });

  test("refuse what does not fit, with what to do", () => {
    const plan = { length: 50, folds: 100, scheme: "rolling", ratio: 4 } as const;
    expect(() => walkForwardWindows(plan)).toThrow(/100 folds .* do not fit into 50 bars: choose fewer folds/);
  });
});

const document = templates.find(({ id }) => id === "sma-cross")!.document;
const [first, second] = document.parameters.map(({ key }) => key) as [string, string];
const trials: SweepPoint[] = [3, 5, 8, 13].flatMap((fast) =>
  [20, 30].map((slow) => ({ [first]: fast, [second]: slow })),
);
const instrument = shareInstrument("TEST");
const finalMoney = ({ equity }: { readonly equity: Float64Array }): number => equity.at(-1)!;

/** One stretch by an engine driven bar by bar: kernels alone before it, then everything. */
function slowRun(bars: BarColumns, point: SweepPoint, { from, to }: Window, capital: number): Float64Array {
  const program = compile(document, { parameters: point }).program!;
  const settings = { ...program.settings, capital };
  const engine = new Engine({
    program,
    settings,
    instruments: [instrument],
    venue: simulatedVenue(settings),
    blockSize: 1,
    decideAlways: true,
    log: new ColumnLog(),
  });
  const equity = new Float64Array(to - from);
  for (let i = 0; i < to; i++) {
    for (const field of BAR_FIELDS) engine.lanes[0]!.market[field][0] = bars[field][i]!;
    if (i < from) engine.warmUp(1);
    else engine.runBlock(1, equity.subarray(i - from, i - from + 1), new Float64Array(1));
  }
  return equity;
}

test.each(["rolling", "anchored"] as const)("%s: chooses and trades what a slow reference does", (scheme) => {
  const bars = syntheticBars({ seed: 11, length: 400 });
  const plan = { folds: 4, scheme, ratio: 3, skip: 30 } as const;
  const result = walkForward({
    document,
    lanes: [{ instrument, bars }],
    trials,
    plan,
    summarize: finalMoney,
    objective: (money) => money,
  });
  let money = 100_000;
  const curve: number[] = [];
  for (const [k, { inSample, outOfSample }] of walkForwardWindows({ ...plan, length: 400 }).entries()) {
    const scores = trials.map((point) => slowRun(bars, point, inSample, 100_000).at(-1)!);
    const chosen = scores.indexOf(Math.max(...scores));
    expect(result.folds[k]).toMatchObject({ inSample, outOfSample, chosen });
    expect(result.folds[k]?.score).toBe(scores[chosen]);
    const equity = slowRun(bars, trials[chosen]!, outOfSample, money);
    curve.push(...equity);
    money = equity.at(-1)!;
  }
  expect([...result.equity]).toEqual(curve);
  expect(result.time).toEqual(bars.time.subarray(400 - curve.length));
  expect(result.trialCount).toBe(4 * trials.length);
  // windows that keep their beginning may well agree; those that move on must have had something to choose
  if (scheme === "rolling") expect(new Set(result.folds.map(({ chosen }) => chosen)).size).toBeGreaterThan(1);
});

test("no choice knows the bars that it is traded on, or later ones", () => {
  const bars = syntheticBars({ seed: 12, length: 400 });
  const plan = { folds: 5, scheme: "rolling", ratio: 3 } as const;
  const choices = (data: BarColumns) =>
    walkForward({
      document,
      lanes: [{ instrument, bars: data }],
      trials,
      plan,
      summarize: finalMoney,
      objective: (money) => money,
    });
  const before = choices(bars);
  const cut = before.folds[2]!.inSample.to;
  const other = syntheticBars({ seed: 99, length: 400 });
  const changed = { ...bars };
  for (const field of ["open", "high", "low", "close", "volume"] as const) {
    changed[field] = bars[field].slice();
    changed[field].set(other[field].subarray(cut), cut);
  }
  const after = choices(changed);
  expect(after.folds.slice(0, 3).map(({ chosen }) => chosen)).toEqual(
    before.folds.slice(0, 3).map(({ chosen }) => chosen),
  );
  expect(after.folds.slice(0, 2)).toEqual(before.folds.slice(0, 2));
  expect(after.equity).not.toEqual(before.equity);
});

test("a fold in which nothing can be judged trades nothing and keeps its money", () => {
  const bars = syntheticBars({ seed: 13, length: 200 });
  const result = walkForward({
    document,
    lanes: [{ instrument, bars }],
    trials,
    plan: { folds: 2, scheme: "rolling", ratio: 2 },
    summarize: finalMoney,
    objective: () => Number.NaN,
  });
  expect(result.folds.map(({ chosen }) => chosen)).toEqual([null, null]);
  expect([...new Set(result.equity)]).toEqual([100_000]);
  expect(result.efficiency).toBeNaN();
});
