import { describe, expect, test } from "vitest";
import { compile } from "../compiler/compile.ts";
import { explain } from "../compiler/explain.ts";
import { readDocument } from "../graph/read-document.ts";
import { shareInstrument } from "../market/instrument.ts";
import { flatBars, type Play, playGraph } from "../testkit/play-graph.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { runBacktest } from "./run-backtest.ts";

const bars = flatBars(10, 12, 9, 13.123456, 14);
const price = { kind: "market.bars" };
const high = { kind: "compare.compare", params: { relation: "above", level: 11 } };
const alert = {
  kind: "alert.raise",
  params: { name: "High", severity: "warning", message: "{symbol} at {close}, {a} to go" },
};
const distance = { kind: "math.arithmetic", params: { operation: "subtract", number: 20 } };
const nodes: Play["nodes"] = { price, high, distance, alert };
const wires = [
  "price.close > high.a",
  "price.close > distance.a",
  "high.result > alert.when",
  "distance.value > alert.a",
];

describe("an alert", () => {
  test("rings once for each time that its condition turns true, with the values of that bar", () => {
    const { result, outcomes } = playGraph({ nodes, wires, bars });
    expect(result.alerts).toEqual([
      {
        bar: 1,
        time: 86_400_000,
        lane: 0,
        nodeId: "alert",
        name: "High",
        severity: "warning",
        message: "TEST at 12, -8 to go",
      },
      {
        bar: 3,
        time: 259_200_000,
        lane: 0,
        nodeId: "alert",
        name: "High",
        severity: "warning",
        message: "TEST at 13.1235, -6.8765 to go",
      },
    ]);
    expect(outcomes.flatMap((outcome) => outcome.alerts)).toEqual(result.alerts);
  });

  test("is the decision of its bar in a run, where nothing else happened", () => {
    const { outcomes } = playGraph({ nodes, wires, bars });
    expect(outcomes.map(({ decision }) => decision.action)).toEqual(["none", "alert", "none", "alert", "none"]);
    expect(outcomes[1]!.decision.reason).toBe('warning alert "High": TEST at 12, -8 to go');
  });

  test("stands beside the order of its bar, and is no reason why nothing was ordered", () => {
    const buy = { kind: "order.enter", params: { amount: 1, unit: "units" } };
    const { outcomes } = playGraph({ nodes: { ...nodes, buy }, wires: [...wires, "high.result > buy.when"], bars });
    expect(outcomes[1]!.decision).toMatchObject({ action: "order" });
    expect(outcomes[1]!.decision.reason).toMatch(/^buy 1: .+; warning alert "High": TEST at 12/);
    expect(outcomes[2]!.decision.reason).not.toContain("Alert held back");
  });

  test("changes no order, fill or equity of the strategy", () => {
    const buy = { kind: "order.enter", params: { amount: 1, unit: "units" } };
    const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 3, length: 400 }) }];
    const run = (more: Play["nodes"], moreWires: readonly string[]) =>
      runBacktest({
        program: compile(
          smallGraph({ price, high, distance, buy, ...more }, [
            "price.close > high.a",
            "price.close > distance.a",
            "high.result > buy.when",
            ...moreWires,
          ]),
        ).program!,
        lanes,
      });
    expect(run({ alert }, wires.slice(2)).fingerprint).toBe(run({}, []).fingerprint);
  });

  test("that rings more often than can be kept is counted", () => {
    const each = { kind: "time.schedule", params: { period: "day", bar: 1 } };
    const program = compile(
      smallGraph({ each, alert: { kind: "alert.raise", params: { message: "x" } } }, ["each.event > alert.when"]),
    ).program!;
    const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 3, length: 10_101 }) }];
    const result = runBacktest({ program, lanes });
    expect([result.alerts.length, result.alertsLeftOut]).toEqual([10_000, 100]);
  });

  test.each([
    ["{d}", "the message has no value for {d}; it knows {symbol}, {close}, {a}, {b} and {c}."],
    ["{b}", "the message shows {b}, and nothing is wired to value b. Wire it, or leave it out."],
  ])("whose message shows %s is refused", (message, text) => {
    const { diagnostics } = compile(
      smallGraph({ ...nodes, alert: { kind: "alert.raise", params: { message } } }, wires),
    );
    expect(diagnostics[0]).toMatchObject({
      severity: "error",
      path: "/nodes/3/params/message",
      message: `Alert: ${text}`,
    });
  });

  test("is read aloud", () => {
    const document = readDocument(smallGraph(nodes, wires)).document!;
    expect(explain(document).map(({ text }) => text)).toEqual([
      'Raise the warning alert "High" when (close is above 11).',
    ]);
  });
});

describe("a probe", () => {
  const probe = (name: string) => ({ kind: "alert.probe", params: { name } });

  test("records what its value was on every bar, in blocks of any size, and in the decisions of a run", () => {
    const { result, outcomes } = playGraph({
      nodes: { ...nodes, gap: probe("Gap") },
      wires: [...wires, "distance.value > gap.value"],
      bars,
    });
    const values = [-10, -8, -11, 13.123456 - 20, -6];
    expect(result.probes).toMatchObject([{ nodeId: "gap", name: "Gap", lane: 0 }]);
    expect([...result.probes[0]!.values]).toEqual(values);
    expect(outcomes.map(({ decision }) => decision.values["Gap"])).toEqual(values);
  });

  test("of the open position sees it on every bar, unknown where there is none", () => {
    const { result } = playGraph({
      nodes: {
        price,
        high,
        buy: { kind: "order.enter", params: { amount: 2, unit: "units" } },
        held: { kind: "market.position" },
        units: probe("Units"),
        paid: probe("Paid"),
      },
      wires: [
        "price.close > high.a",
        "high.result > buy.when",
        "held.quantity > units.value",
        "held.averagePrice > paid.value",
      ],
      bars,
    });
    expect(result.probes.map(({ values }) => [...values])).toEqual([
      [0, 0, 2, 2, 2],
      [Number.NaN, Number.NaN, 9, 9, 9],
    ]);
  });

  test("of several instruments keeps each one's own values, of signals and of positions", () => {
    const graph = smallGraph(
      {
        price,
        high,
        each: { kind: "logic.while-true" },
        buy: { kind: "order.enter", params: { amount: 2, unit: "units" } },
        held: { kind: "market.position" },
        twice: { kind: "math.arithmetic", params: { operation: "add" } },
        double: probe("Double"),
        units: probe("Units"),
      },
      [
        "price.close > high.a",
        "high.result > each.condition",
        "each.event > buy.when",
        "price.close > twice.a",
        "price.close > twice.b",
        "twice.value > double.value",
        "held.quantity > units.value",
      ],
    );
    const { program, diagnostics } = compile(graph);
    if (!program) throw new Error(diagnostics.map(({ message }) => message).join("; "));
    const lanes = [7, 8].map((seed) => ({
      instrument: shareInstrument(`L${seed}`),
      bars: syntheticBars({ seed, length: 60 }),
    }));
    const { probes, fills } = runBacktest({ program, lanes });
    lanes.forEach(({ bars: { close } }, lane) => {
      const valuesOf = (id: string) => [...probes.find((one) => one.nodeId === id && one.lane === lane)!.values];
      expect(valuesOf("double")).toEqual([...close].map((price) => 2 * price));
      const bought = fills.find((fill) => fill.lane === lane)!;
      expect(valuesOf("units").at(-1)).toBe(bought.quantity);
    });
  });

  test("keeps alive what only it looks at", () => {
    const { program, diagnostics } = compile(
      smallGraph({ price, distance, gap: probe("Gap") }, ["price.close > distance.a", "distance.value > gap.value"]),
    );
    expect(diagnostics).toEqual([]);
    expect(program!.probes).toHaveLength(1);
  });

  test("of a longer timeframe is refused with the alignment as the fix", () => {
    const weeks = { kind: "market.higher-bars", params: { timeframe: "1w" } };
    const { diagnostics } = compile(smallGraph({ weeks, gap: probe("Gap") }, ["weeks.close > gap.value"]));
    expect(diagnostics[0]).toMatchObject({ code: "clock.mixed", fixes: [{ label: 'Insert "Last closed value"' }] });
  });
});
