import { expect, test } from "vitest";
import { DAY, HOUR } from "../../core/time.ts";
import { sliceBars } from "../../market/bars.ts";
import { rsiReversion } from "../../templates/rsi-reversion.ts";
import { smaCross } from "../../templates/sma-cross.ts";
import { programOf, syntheticLanes } from "../../testkit/several-lanes.ts";
import { type LaneData, runBacktest } from "../run-backtest.ts";
import { runTogether, type TogetherMoment } from "./run-together.ts";

const [one, two] = syntheticLanes(2, 1_400) as [LaneData, LaneData];
const cross = programOf(smaCross.document);
const dips = programOf(rsiReversion.document);
const alone = (program: typeof cross, lane: LaneData, capital: number) =>
  runBacktest({ program, lanes: [lane], overrides: { capital } });

test("members that nobody limits do what each does by itself, bar for bar", () => {
  const moments: TogetherMoment[] = [];
  const members = [
    { program: cross, lanes: [one], references: [], capital: 60_000 },
    { program: dips, lanes: [two], references: [], capital: 40_000 },
  ];
  runTogether(members, {
    onMoment: (moment) => {
      moments.push(moment);
      return null;
    },
  });
  const [first, second] = [alone(cross, one, 60_000), alone(dips, two, 40_000)];
  expect(first.fills.length).toBeGreaterThan(10);
  expect(second.fills.length).toBeGreaterThan(5);
  expect(moments.map(({ time }) => time)).toEqual(Array.from(first.time));
  expect(moments.map(({ members: [a] }) => a?.equity)).toEqual(Array.from(first.equity));
  expect(moments.map(({ members: [, b] }) => b?.equity)).toEqual(Array.from(second.equity));
});

test("they begin together, with indicators that know the bars before, and end with the first that ends", () => {
  const late = { ...two, bars: sliceBars(two.bars, 700, 1_300) };
  const times: number[] = [];
  const equities: number[] = [];
  const members = [
    { program: cross, lanes: [one], references: [], capital: 50_000 },
    { program: dips, lanes: [late], references: [], capital: 50_000 },
  ];
  runTogether(members, {
    onMoment: ({ time, members: [a] }) => {
      times.push(time);
      equities.push(a?.equity ?? Number.NaN);
      return null;
    },
  });
  expect(times[0]).toBe(late.bars.time[0]);
  expect(times.at(-1)).toBe(late.bars.time.at(-1));
  expect(equities[0]).toBe(50_000);
  // a cross of averages that are not known yet would come 30 bars later at the earliest
  const cold = alone(cross, { ...one, bars: sliceBars(one.bars, 700, 1_300) }, 50_000);
  expect(equities).not.toEqual(Array.from(cold.equity));
});

test("a bar of a day counts when it closes, not when it opens", () => {
  const hours = programOf({
    ...smaCross.document,
    settings: { ...smaCross.document.settings, timeframe: "1h" },
  } as never);
  const length: Readonly<Record<string, number>> = { fast: 2, slow: 5 };
  const parameters = smaCross.document.parameters?.map((one) => ({ ...one, default: length[one.key] ?? one.default }));
  const quick = programOf({ ...smaCross.document, parameters } as never);
  const start = two.bars.time[0]!;
  const bars = sliceBars(one.bars, 0, 24 * 40);
  const hourly = { ...one, bars: { ...bars, time: bars.time.map((_, at) => start + at * HOUR) } };
  const daily = { ...two, bars: { ...two.bars, time: two.bars.time.map((_, at) => start + at * DAY) } };
  const had: number[] = [];
  const members = [
    { program: hours, lanes: [hourly], references: [], capital: 1_000 },
    { program: quick, lanes: [{ ...daily, bars: sliceBars(daily.bars, 0, 40) }], references: [], capital: 100_000 },
  ];
  let before = 100_000;
  runTogether(members, {
    onMoment: ({ time, members: [, day] }) => {
      const equity = day?.equity ?? Number.NaN;
      if (equity !== before) had.push((time - start) % DAY);
      before = equity;
      return null;
    },
  });
  expect(had.length).toBeGreaterThan(2);
  expect(new Set(had)).toEqual(new Set([23 * HOUR]));
});
