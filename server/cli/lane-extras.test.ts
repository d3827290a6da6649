import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { backtestCommand } from "./commands/backtest.ts";

let folder = "";
const at = (name: string): string => path.join(folder, name);
const write = (name: string, text: string): Promise<void> => writeFile(at(name), text);

/** Buys ten units at the open of the second day and keeps them; nothing costs anything. */
const holder = smallGraph(
  {
    price: { kind: "market.bars" },
    always: { kind: "compare.compare", params: { relation: "above", level: 0 } },
    each: { kind: "logic.while-true" },
    buy: { kind: "order.enter", params: { amount: 10, unit: "units" } },
  },
  ["price.close > always.a", "always.result > each.condition", "each.event > buy.when"],
  { settings: { capital: 10_000, costs: { model: "none" } } },
);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quantloom-cli-"));
  const days = [100, 100, 50, 52, 60].map((price, i) => `2024-01-0${i + 1},${price},${price},${price},${price},1000`);
  await write("holder.json", JSON.stringify(holder));
  await write("bars.csv", `date,open,high,low,close,volume\n${days.join("\n")}\n`);
  await write("actions.csv", "date,kind,value\n2024-01-03,split,2:1\n2024-01-04,dividend,0.5\n");
  await write("events.json", JSON.stringify([{ kind: "delist", time: "2024-01-04", price: 55 }]));
  await write("rates.csv", "date,rate\n2024-01-01,1.5\n2024-01-03,1.2\n");
});
afterAll(() => rm(folder, { recursive: true }));

const call = async (...more: string[]) =>
  backtestCommand.run([at("holder.json"), "--data", `ABC=${at("bars.csv")}`, "--json", ...more]);
const run = async (...more: string[]) => JSON.parse((await call(...more)).output);
const endOf = (report: { equity: { equity: number }[] }): number => report.equity.at(-1)!.equity;

describe("what happens to an instrument besides its bars", () => {
  test("splits and dividends from a file of actions", async () => {
    const report = await run("--events", at("actions.csv"));
    expect(endOf(report)).toBeCloseTo(10_000 - 1_000 + 20 * 0.5 + 20 * 60, 9);
    expect(report.cash).toMatchObject([{ kind: "dividend", amount: 10 }]);
    expect(endOf(await run())).toBeCloseTo(10_000 - 1_000 + 10 * 60, 9);
  });

  test("any event as JSON, with a date in words, for the symbol that is named", async () => {
    const report = await run("--events", `ABC=${at("events.json")}`);
    expect(report.fills.at(-1)).toMatchObject({ side: "sell", quantity: 10, price: 55 });
    expect(endOf(report)).toBeCloseTo(10_000 - 1_000 + 550, 9);
  });

  test("conversion rates turn its money into the account's", async () => {
    const report = await run("--currency", "EUR", "--rates", at("rates.csv"));
    expect(report.settings.currency).toBe("USD");
    expect(endOf(report)).toBeCloseTo(10_000 - 10 * 100 * 1.5 + 10 * 60 * 1.2, 9);
  });

  test("a future settles daily and ends with its expiry", async () => {
    const report = await run("--settles", "daily", "--expiry", "ABC=2024-01-04T12:00Z");
    expect(report.cash.map(({ kind }: { kind: string }) => kind)).toContain("settlement");
    expect(endOf(report)).toBeCloseTo(10_000 + 10 * (52 - 100), 9);
    expect(report.orders.at(-1).deniedReason).toContain("expired");
  });

  test("what cannot be read says what was expected", async () => {
    await write("bad-rates.csv", "date,rate\n2024-01-02,1.5\n2024-01-01,1.2\n");
    await write("bad-events.json", JSON.stringify([{ kind: "split", time: "2024-01-04", ratio: -1 }]));
    await expect(call("--rates", at("bad-rates.csv"))).rejects.toThrow("line 3: expected a later date");
    await expect(call("--events", at("bad-events.json"))).rejects.toThrow("ratio");
    await expect(call("--events", `XYZ=${at("actions.csv")}`)).rejects.toThrow("one of ABC");
    await expect(call("--settles", "weekly")).rejects.toThrow("trade or daily");
    await expect(call("--finer", at("missing.csv"))).rejects.toThrow("cannot read");
    const unknown = backtestCommand.run([at("holder.json"), "--data", "SP500"]);
    await expect(unknown).rejects.toThrow("It is no dataset either; there are: sp500-daily");
  });
});
