import { expect, test } from "vitest";
import { checkBars } from "@/graph-runtime/market/check-bars.ts";
import { builtInDatasets, findBuiltIn, loadDataset } from "./dataset-registry.ts";
import { snapshotId } from "./snapshot-id.ts";

test("the S&P 500 history has 5,105 sessions from 2000 to April 2020", async () => {
  const dataset = await loadDataset("sp500-daily");
  expect(dataset?.bars.time.length).toBe(5_105);
  expect(dataset?.bars.time[0]).toBe(Date.UTC(2000, 0, 3));
  expect(dataset?.bars.time.at(-1)).toBe(Date.UTC(2020, 3, 17));
  expect(dataset?.bars.close[0]).toBe(1455.219971);
  expect(dataset?.synthetic).toBe(false);
});

test("every history passes the engine's own check of bars, says whether it is synthetic, and is what the catalogue says", async () => {
  const entries = builtInDatasets();
  // the index, two of the live market, two with sessions and a coin in minutes, forty shares
  expect(entries).toHaveLength(46);
  for (const { name, facts, instrument, synthetic, make } of entries) {
    const { bars, actions } = await make();
    expect(checkBars(bars, instrument.symbol)).toEqual([]);
    expect(name.includes("synthetic")).toBe(synthetic);
    expect(instrument.synthetic).toBe(synthetic);
    expect({ bars: bars.time.length, snapshotId: snapshotId(bars, actions) }).toEqual({
      bars: facts.bars,
      snapshotId: facts.snapshotId,
    });
  }
  expect(new Set(entries.map(({ facts }) => facts.snapshotId)).size).toBe(46);
});

test("the shares fall together in the crash, and move with one another in quiet times too", async () => {
  const shares = builtInDatasets().filter(({ id }) => /^syn-[a-z]{3}\d-daily$/.test(id));
  expect(shares).toHaveLength(40);
  const returns: number[][] = [];
  let fallen = 0;
  let splits = 0;
  let dividends = 0;
  for (const { make } of shares) {
    const { bars, actions = [] } = await make();
    const { time, close } = bars;
    const at = (date: string) => time.findIndex((one) => one >= Date.parse(date));
    const splitIn = actions.some(
      ({ kind, time: when }) => kind === "split" && when > Date.parse("2020-02-01") && when < Date.parse("2020-04-01"),
    );
    if (splitIn || close[at("2020-03-23")]! < 0.85 * close[at("2020-02-19")]!) fallen++;
    splits += actions.filter(({ kind }) => kind === "split").length;
    dividends += actions.filter(({ kind }) => kind === "dividend").length;
    returns.push(
      [...close.subarray(1, 1_000)].map((price, i) => price / close[i]! - 1).map((r) => (Math.abs(r) > 0.4 ? 0 : r)),
    );
  }
  expect(fallen).toBeGreaterThan(35);
  expect(splits).toBeGreaterThan(10);
  expect(dividends).toBeGreaterThan(500);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const correlation = (a: readonly number[], b: readonly number[]) => {
    const [ma, mb] = [mean(a), mean(b)];
    const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
      mean(x.map((value, i) => (value - mx) * (y[i]! - my)));
    return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
  };
  const [first, sameSector, other] = [returns[0]!, returns[1]!, returns[20]!];
  expect(correlation(first, sameSector)).toBeGreaterThan(0.25);
  expect(correlation(first, other)).toBeGreaterThan(0.15);
  expect(correlation(first, sameSector)).toBeLessThan(0.95);
});

test("bars of a minute lie in the sessions of their calendar, half days too, and the coin never closes", async () => {
  const share = await findBuiltIn("syn-usx-1m")?.make();
  const coin = await findBuiltIn("syn-coin-1m")?.make();
  const days = new Map<string, number>();
  for (const time of share!.bars.time) {
    const day = new Date(time).toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  expect([days.get("2024-07-03"), days.get("2024-07-04"), days.get("2024-07-05")]).toEqual([210, undefined, 390]);
  expect(coin!.bars.time.length).toBe(366 * 1_440);
});

test("the synthetic histories have the same bits wherever they are computed", async () => {
  // Computed once on Node 20 with x86-64; another machine that differs would make stored results unrepeatable.
  const ids = await Promise.all(["syn-a-daily", "syn-b-daily"].map(async (id) => (await loadDataset(id))?.snapshotId));
  expect(ids).toEqual([
    "e85a3afb76721c2ec58b2c9ead9bcc4d6543c6b79cba3e17059d06664fc6438c",
    "c153cb2e839fad92fdd244747bd8b8cf11a27ace14a2f3d4ae66272093cf8841",
  ]);
});

test("an id that does not exist is null", async () => {
  expect(await loadDataset("nothing")).toBeNull();
});
