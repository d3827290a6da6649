import { describe, expect, test } from "vitest";
import { readDocument } from "../graph/read-document.ts";
import { semanticHash } from "../graph/semantic-hash.ts";
import { shareInstrument } from "../market/instrument.ts";
import { runBacktest } from "../sim/run-backtest.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { syntheticBars } from "../testkit/synthetic-bars.ts";
import { compile } from "./compile.ts";
import { explain } from "./explain.ts";

/** As it was saved when `time.window` had version 1: hours by a fixed offset from UTC. */
const saved = {
  ...smallGraph(
    {
      window: { kind: "time.window", params: { from: "19:00", to: "21:00", offset: { $param: "zone" } } },
      over: { kind: "logic.not" },
      buy: { kind: "order.enter", params: { unit: "units", amount: 1 } },
      sell: { kind: "order.exit" },
    },
    ["window.result > over.a", "window.result > buy.when", "over.result > sell.when"],
    {
      settings: { timeframe: "1h" },
      parameters: [{ key: "zone", type: "integer", default: 330, min: -840, max: 840, step: 30 }],
    },
  ),
};
const document = { ...saved, nodes: saved.nodes!.map((node) => ({ ...node, version: 1 })) };

/** Summer hours in New York, where the exchange's clock and any fixed one part. */
const bars = syntheticBars({ seed: 5, length: 96, step: 3_600_000, start: 1_719_792_000_000 });

const runOf = (json: unknown) => {
  const { program, diagnostics } = compile(json);
  if (!program) throw new Error(diagnostics.map(({ message }) => message).join(" "));
  return { program, result: runBacktest({ program, lanes: [{ instrument: shareInstrument("TEST"), bars }] }) };
};

describe("a document saved with version 1 of a kind that has version 2", () => {
  test("trades by the hours that version 1 meant, to the bar", () => {
    const { result } = runOf(document);
    // 19:00 at +5:30 is 13:30 UTC: the bars of 14:00 and 15:00 are in the window; orders fill one bar later
    expect(result.fills.map(({ side, time }) => `${side} ${(time / 3_600_000) % 24}`)).toEqual([
      ...["buy 15", "sell 17", "buy 15", "sell 17"],
      ...["buy 15", "sell 17", "buy 15", "sell 17"],
    ]);
  });

  test("keeps its semantic hash and its text, and only learns that there is a newer version", () => {
    const before = readDocument(document).document!;
    const { program, diagnostics, document: after } = compile(document);
    expect(program!.semanticHash).toBe(semanticHash(before));
    expect(after).toEqual(before);
    expect(diagnostics.map(({ code, severity, nodeId }) => ({ code, severity, nodeId }))).toEqual([
      { code: "node.older-version", severity: "info", nodeId: "window" },
    ]);
    expect(explain(before)[0]!.text).toContain("between 19:00 and 21:00");
  });

  test("does the same once the offered fix has made it version 2, knobs included", () => {
    const [fix] = compile(document).diagnostics[0]!.fixes;
    const updated = structuredClone(document) as { nodes: Record<string, unknown>[] };
    for (const step of fix!.patch) {
      const [, , index = "", member = ""] = step.path.split("/");
      if (step.op === "set") updated.nodes[Number(index)]![member] = step.value;
    }
    expect(updated.nodes[0]).toMatchObject({ version: 2, params: { clock: "fixed", offset: { $param: "zone" } } });
    expect(compile(updated).diagnostics).toEqual([]);
    expect(runOf(updated).result.fingerprint).toBe(runOf(document).result.fingerprint);
    // left to its new default it would read the exchange's clock
    const { clock: _, ...rest } = updated.nodes[0]!["params"] as Record<string, unknown>;
    updated.nodes[0]!["params"] = rest;
    expect(runOf(updated).result.fingerprint).not.toBe(runOf(document).result.fingerprint);
  });

  test("of a version that never was is refused with the newest as the fix", () => {
    const wrong = { ...document, nodes: [{ id: "window", kind: "time.window", version: 3, params: {} }], edges: [] };
    expect(compile(wrong).diagnostics[0]).toMatchObject({ code: "node.unknown-version", expected: "2", received: "3" });
  });
});
