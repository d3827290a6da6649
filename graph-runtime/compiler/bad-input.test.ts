import { describe, expect, test } from "vitest";
import type { Diagnostic, Patch } from "../core/diagnostic.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { compile } from "./compile.ts";

type Json = Record<string, unknown> & {
  nodes: { id: string; kind: string; version: number; params: Record<string, unknown> }[];
  edges: { from: { node: string; port: string }; to: { node: string; port: string } }[];
};

/** Bars, an average, a comparison, an entry: sound until a case spoils it. */
const sound = (): Json =>
  structuredClone(
    smallGraph(
      {
        price: { kind: "market.bars" },
        mean: { kind: "indicator.sma", params: { length: 5 } },
        above: { kind: "compare.compare" },
        buy: { kind: "order.enter" },
      },
      ["price.close > mean.source", "price.close > above.a", "mean.value > above.b", "above.result > buy.when"],
    ),
  ) as unknown as Json;

function applied(json: Json, patches: readonly Patch[]): Json {
  const copy = structuredClone(json);
  for (const patch of patches) {
    const keys = patch.path.split("/").slice(1);
    const last = keys.pop()!;
    let at = copy as Record<string, unknown>;
    for (const key of keys) at = at[key] as Record<string, unknown>;
    if (patch.op === "remove" && Array.isArray(at)) at.splice(Number(last), 1);
    else if (patch.op === "remove") delete at[last];
    else at[last] = patch.value;
  }
  return copy;
}

type Wanted = Partial<Record<"code" | "nodeId" | "portId" | "path", string>> & {
  readonly expected: string | RegExp;
  readonly received: string | RegExp;
  /** The label of the fix, after which the strategy has this problem no more; null where only its author can say. */
  readonly fix: string | null;
};
type Case = readonly [name: string, spoil: (json: Json) => void, wanted: Wanted];

const cases: readonly Case[] = [
  [
    "an unknown kind",
    ({ nodes }) => {
      nodes[1]!.kind = "indicator.smma";
    },
    {
      code: "node.unknown-kind",
      nodeId: "mean",
      path: "/nodes/1/kind",
      expected: "a kind of the palette",
      received: "indicator.smma",
      fix: "Remove the node",
    },
  ],
  [
    "an unknown version",
    ({ nodes }) => {
      nodes[1]!.version = 99;
    },
    { code: "node.unknown-version", nodeId: "mean", expected: "1", received: "99", fix: "Use version 1" },
  ],
  [
    "a wrong type on a wire",
    ({ edges }) => {
      edges[3]!.from = { node: "mean", port: "value" };
    },
    {
      code: "edge.type",
      nodeId: "buy",
      portId: "when",
      expected: "event",
      received: "number",
      fix: "Remove the connection",
    },
  ],
  [
    "a parameter of a wrong type",
    ({ nodes }) => {
      nodes[1]!.params["length"] = "five";
    },
    {
      code: "param.invalid",
      nodeId: "mean",
      expected: /number/,
      received: '"five"',
      fix: 'Reset "length" to its default',
    },
  ],
  [
    "a node of a wrong type",
    (json) => {
      json.nodes[1] = { id: "mean", kind: 7 } as never;
    },
    { nodeId: "mean", path: "/nodes/1/kind", expected: /string/, received: "7", fix: null },
  ],
  [
    "a missing connection",
    ({ edges }) => {
      edges.splice(0, 1);
    },
    { code: "input.missing", nodeId: "mean", portId: "source", expected: "number", received: "nothing", fix: null },
  ],
  [
    "a connection from a node that is not there",
    ({ edges }) => {
      edges[2]!.from.node = "gone";
    },
    {
      code: "edge.unknown-node",
      nodeId: "gone",
      portId: "value",
      expected: "a node of the strategy",
      received: "gone",
      fix: "Remove the connection",
    },
  ],
  [
    "a connection to a port that is not there",
    ({ edges }) => {
      edges[2]!.to.port = "c";
    },
    {
      code: "edge.unknown-port",
      nodeId: "above",
      portId: "c",
      expected: /a, b/,
      received: "c",
      fix: "Remove the connection",
    },
  ],
  [
    "a doubled connection",
    ({ edges }) => {
      edges.push({ from: { node: "price", port: "open" }, to: { node: "above", port: "b" } });
    },
    {
      code: "edge.doubled",
      nodeId: "above",
      portId: "b",
      path: "/edges/4",
      expected: "one connection",
      received: "two",
      fix: "Remove the connection",
    },
  ],
  [
    "a cycle",
    ({ nodes, edges }) => {
      nodes.push({ id: "again", kind: "indicator.ema", version: 1, params: {} });
      edges[0]!.from = { node: "again", port: "value" };
      edges.push({ from: { node: "mean", port: "value" }, to: { node: "again", port: "source" } });
    },
    {
      code: "graph.cycle",
      nodeId: "mean",
      portId: "source",
      expected: /one after the other/,
      received: "mean -> again -> mean",
      fix: "Remove the last connection",
    },
  ],
  [
    "a parameter that is out of range",
    ({ nodes }) => {
      nodes[1]!.params["length"] = 0;
    },
    {
      code: "param.invalid",
      nodeId: "mean",
      path: "/nodes/1/params/length",
      expected: /1/,
      received: "0",
      fix: 'Reset "length" to its default',
    },
  ],
  [
    "a parameter that the kind does not have",
    ({ nodes }) => {
      nodes[1]!.params["period"] = 5;
    },
    { code: "param.unknown", nodeId: "mean", expected: "length", received: "period", fix: 'Remove "period"' },
  ],
  [
    "a reference to a knob that is not there",
    ({ nodes }) => {
      nodes[1]!.params["length"] = { $param: "fast" };
    },
    {
      code: "param.missing-parameter",
      nodeId: "mean",
      expected: "no reference",
      received: "fast",
      fix: 'Reset "length" to its default',
    },
  ],
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(
    (value): Case => [
      `${value} in JSON`,
      ({ nodes }) => {
        nodes[1]!.params["length"] = value;
      },
      {
        code: "document.not-finite",
        nodeId: "mean",
        path: "/nodes/1/params/length",
        expected: "a finite number",
        received: String(value),
        fix: 'Reset "length" to its default',
      },
    ],
  ),
  [
    "ids that clash",
    ({ nodes }) => {
      nodes.push({ id: "mean", kind: "indicator.ema", version: 1, params: {} });
    },
    {
      code: "node.duplicate-id",
      nodeId: "mean",
      path: "/nodes/4/id",
      expected: "an id of its own",
      received: "mean",
      fix: 'Call the second "mean-2"',
    },
  ],
  [
    "an object a million levels deep",
    ({ nodes }) => {
      let deep: unknown = {};
      for (let i = 0; i < 1_000_000; i++) deep = { deep };
      nodes[1]!.params["length"] = deep;
    },
    {
      code: "document.too-deep",
      nodeId: "mean",
      expected: "32 levels",
      received: "more",
      fix: 'Reset "length" to its default',
    },
  ],
];

describe("bad input names node, port, what was expected, what was found and a fix:", () => {
  test("none of it is there to begin with", () => {
    expect(compile(sound()).diagnostics).toEqual([]);
  });

  test.each(cases)("%s", (_, spoil, { fix, expected, received, ...named }) => {
    const json = sound();
    spoil(json);
    const { program, diagnostics } = compile(json);
    expect(program).toBeNull();
    const isIt = (one: Diagnostic): boolean => one.severity === "error" && one.nodeId === named.nodeId;
    const found = diagnostics.find((one) => isIt(one) && (named.code === undefined || one.code === named.code));
    expect(found).toMatchObject({ ...named, severity: "error" });
    expect(found!.expected).toMatch(expected);
    expect(found!.received).toMatch(received);
    expect(found!.message.length).toBeGreaterThan(20);
    expect(found!.fixes.map(({ label }) => label)).toEqual(fix === null ? [] : [fix]);
    if (fix === null) return;
    // what is a million levels deep cannot be copied
    const mended = named.code === "document.too-deep" ? sound() : applied(json, found!.fixes[0]!.patch);
    if (named.code === "document.too-deep")
      expect(found!.fixes[0]!.patch).toEqual([{ op: "remove", path: "/nodes/1/params/length" }]);
    expect(
      compile(mended).diagnostics.filter(({ code, nodeId }) => code === found!.code && nodeId === found!.nodeId),
    ).toEqual([]);
  });
});
