import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";
import { backtestCommand } from "./commands/backtest.ts";
import { compileCommand } from "./commands/compile.ts";
import { kindsCommand } from "./commands/kinds.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { traceCommand } from "./commands/trace.ts";

let folder = "";
const at = (name: string): string => path.join(folder, name);
const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
const zigzag = Array.from({ length: 200 }, (_, i) => 100 + (i % 40 < 20 ? i % 40 : 40 - (i % 40)));
const rows = zigzag.map((price, i) => `${day(i)},${price},${price + 1},${price - 1},${price},1000`);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quantloom-cli-"));
  const weekly = smallGraph(
    { week: { kind: "market.higher-bars", params: { timeframe: "1w" } }, price: { kind: "market.bars" } },
    [],
  );
  const signalled = smallGraph(
    { buy: { kind: "market.outside-signal", params: { name: "buy" } }, enter: { kind: "order.enter" } },
    ["buy.received > enter.when"],
  );
  const doubled = smallGraph(
    { price: { kind: "market.bars" }, average: { kind: "indicator.sma" }, note: { kind: "alert.probe" } },
    ["price.close > average.source", "price.open > average.source", "average.value > note.value"],
  );
  await Promise.all([
    writeFile(at("signalled.json"), JSON.stringify(signalled)),
    writeFile(at("signals.csv"), `time,value\n${day(3)}T12:00:00Z,7\n`),
    writeFile(at("bad-signals.csv"), `time,value\n${day(3)}T12:00:00Z,much\n`),
    writeFile(at("doubled.json"), JSON.stringify(doubled)),
    writeFile(at("graph.json"), JSON.stringify(smaCross.document)),
    writeFile(at("weekly.json"), JSON.stringify(weekly)),
    writeFile(at("broken.json"), "{"),
    writeFile(at("bars.csv"), `date,open,high,low,close,volume\n${rows.join("\n")}\n`),
    writeFile(at("bad.csv"), `date,open,high,low,close\n2024-01-01,1,1,1,1\n2024-01-02,1,0.5,1,1\n`),
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

describe("the command line", () => {
  test("compile prints the hash, the warm-up and a sentence for each order", async () => {
    const { output, ok } = await compileCommand.run([at("graph.json"), "--json"]);
    const report = JSON.parse(output);
    expect(ok).toBe(true);
    // 29 bars for the slow average, one for the cross, one for its rising edge
    expect(report.warmup).toBe(31);
    expect(report.semanticHash).toMatch(/^[0-9a-f]{64}$/);
    expect(report.reading).toHaveLength(2);
  });

  test("compile tells in words what a graph needs and does, and at each problem what would mend it", async () => {
    const told = await compileCommand.run([at("graph.json")]);
    expect(told.output).toMatch(/\nwarm-up {8}31 bars\ntrades {9}SP500, bars of 1d\nrules\n {2}\w+: Buy /);
    const { messages } = await compileCommand.run([at("doubled.json")]);
    expect(messages.join("\n")).toMatch(/^error [\w.-]+ \(average\.source\): .*\n {2}fix: /);
  });

  test("compile reports a file that is no JSON as a diagnostic and fails", async () => {
    const { output, ok } = await compileCommand.run([at("broken.json"), "--json"]);
    expect(ok).toBe(false);
    expect(JSON.parse(output).diagnostics[0].code).toBe("document.not-json");
  });

  test("backtest prints a fingerprint that does not depend on the call, and trades with dates", async () => {
    const run = async (...more: string[]) =>
      JSON.parse(
        (await backtestCommand.run([at("graph.json"), "--data", `ABC=${at("bars.csv")}`, "--json", ...more])).output,
      );
    const first = await run();
    const again = await run();
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(first.trades.length).toBeGreaterThan(1);
    expect(first.trades[0].symbol).toBe("ABC");
    expect(first.equity).toHaveLength(200);
    expect(first.stats["final-equity"]).toBe(first.equity[199].equity);
    const changed = await run(
      "--set",
      "fast=5",
      "--set",
      "settings.costs.model=none",
      "--set",
      "settings.capital=5000",
    );
    expect(changed.settings.capital).toBe(5000);
    expect(changed.fills[0].fee).toBe(0);
    expect(changed.fingerprint).not.toBe(first.fingerprint);
  });

  test("backtest and trace take recorded signals, and say so where a strategy waits for them in vain", async () => {
    const data = [at("signalled.json"), "--data", at("bars.csv")];
    const run = async (...more: string[]) => {
      const { output, messages, ok } = await backtestCommand.run([...data, "--json", ...more]);
      return { ok, messages: messages.join("\n"), fills: JSON.parse(output).fills };
    };
    const without = await run();
    expect(without.fills).toEqual([]);
    expect(without.messages).toContain('waits for the signal "buy" from outside, and this run was given none');
    const given = await run("--signals", at("signals.csv"));
    expect(given.fills.map(({ time }: { time: string }) => time.slice(0, 10))).toEqual([day(4)]);
    const refused = await run("--signals", at("bad-signals.csv"));
    expect(refused).toMatchObject({ ok: false, messages: expect.stringContaining("bad-signals.csv, line 2: value") });
    const { output } = await traceCommand.run([...data, "--signals", at("signals.csv"), "--ports", "buy.value"]);
    expect(output.split("\n").filter((line) => line.endsWith(",7"))).toEqual([`${day(3)}T00:00:00Z,7`]);
    const call = backtestCommand.run([at("graph.json"), "--data", at("bars.csv"), "--signals", at("signals.csv")]);
    await expect(call).rejects.toThrow("this one has none");
  });

  test("a file with bad rows is refused with its line numbers, unless its good rows are asked for", async () => {
    const call = [at("graph.json"), "--data", at("bad.csv"), "--json"];
    const refused = await backtestCommand.run(call);
    expect(refused.ok).toBe(false);
    expect(refused.messages.join()).toContain("line 3");
    const accepted = await backtestCommand.run([...call, "--skip-bad-rows"]);
    expect(accepted.ok).toBe(true);
    expect(JSON.parse(accepted.output).equity).toHaveLength(1);
  });

  test("trace writes one row per bar with empty cells while a value is unknown", async () => {
    const { output } = await traceCommand.run([
      at("graph.json"),
      "--data",
      at("bars.csv"),
      "--ports",
      "fast.value,up.crossed",
    ]);
    const lines = output.split("\n");
    expect(lines[0]).toBe("time,fast.value,up.crossed");
    expect(lines[9]).toBe("2024-01-09T00:00:00Z,,");
    expect(lines[10]).toBe("2024-01-10T00:00:00Z,104.5,");
    expect(lines).toHaveLength(201);
  });

  test("trace shows a longer timeframe as of its last closed bar", async () => {
    const { output } = await traceCommand.run([at("weekly.json"), "--data", at("bars.csv"), "--ports", "week.close"]);
    const closes = output.split("\n").map((line) => line.split(",")[1]);
    // 2024-01-01 is a Monday, so the week closes with the seventh bar
    expect(closes.slice(1, 9)).toEqual(["", "", "", "", "", "", "106", "106"]);
    expect(closes[14]).toBe("113");
  });

  test("kinds describes every kind with ports and a JSON Schema of its parameters", async () => {
    const kinds = JSON.parse((await kindsCommand.run(["--json"])).output);
    const sma = kinds.find((kind: { kind: string }) => kind.kind === "indicator.sma");
    expect(sma.params.properties.length.type).toBe("integer");
    expect(sma.warmup).toBe(19);
    expect((await kindsCommand.run(["indicator.sma"])).output).toContain("The mean of the last N values.");
    expect(() => kindsCommand.run(["indicator.average"])).toThrow(
      /no kind "indicator.average"; near it: .*indicator.sma/,
    );
  });

  test("sweep runs every point of a grid, and its best is the backtest of those values", async () => {
    const call = [at("graph.json"), "--data", `ABC=${at("bars.csv")}`, "--knob", "fast=3..9/3", "--knob", "slow=20,25"];
    const { output, ok } = await sweepCommand.run([
      ...call,
      "--objective",
      "netProfit",
      "--least",
      "trades=1",
      "--json",
    ]);
    const report = JSON.parse(output);
    expect([ok, report.points, report.done, report.results.length]).toEqual([true, 6, 6, 6]);
    const { parameters, figures } = report.best;
    expect(figures.netProfit).toBe(Math.max(...report.results.map((one: typeof report.best) => one.figures.netProfit)));
    const sets = Object.entries(parameters).flatMap(([key, value]) => ["--set", `${key}=${value}`]);
    const run = await backtestCommand.run([...call.slice(0, 3), ...sets, "--json"]);
    expect(JSON.parse(run.output).stats["net-profit"]).toBeCloseTo(figures.netProfit, 8);
    const drawn = await sweepCommand.run([...call, "--random", "4", "--seed", "7", "--json"]);
    expect(JSON.parse(drawn.output).points).toBe(4);
    const billion = [...call.slice(0, 3), "--knob", "fast=3..1000000002/1"];
    await expect(sweepCommand.run(billion)).rejects.toThrow(/fast goes from|points; at most 200,000/);
    await expect(sweepCommand.run([...call, "--objective", "luck"])).rejects.toThrow("expected one of netProfit");
    await expect(sweepCommand.run([...call.slice(0, 3), "--knob", "fast"])).rejects.toThrow("key=from..to/step");
  });

  test("an unknown parameter, port or option says what there is instead", async () => {
    const call = [at("graph.json"), "--data", at("bars.csv")];
    expect((await backtestCommand.run([...call, "--set", "fas=3"])).messages.join()).toContain("fast, slow");
    await expect(traceCommand.run([...call, "--ports", "fast.nothing"])).rejects.toThrow("fast.value");
    await expect(backtestCommand.run([...call, "--sett", "x=1"])).rejects.toThrow("--sett");
    await expect(backtestCommand.run([...call, "--set", "settings.capital=-1"])).rejects.toThrow("settings.capital");
  });
});
