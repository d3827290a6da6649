import { describe, expect, test } from "vitest";
import type { Patch } from "@/graph-runtime/core/diagnostic.ts";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import { canConnect } from "@/graph-runtime/nodes/connect.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { applyFix } from "./apply-fix.ts";
import { connect, disconnect, edgeId } from "./connect.ts";
import { extractFragment, pasteFragment } from "./fragment.ts";
import { exposeParam, unexposeParam } from "./knobs.ts";
import { removeAndReconnect, removeItems } from "./remove-nodes.ts";
import { brokenInvariants } from "./testing/invariants.ts";

const document = smaCross.document;
const edges = (graph: GraphDocument): string[] => graph.edges.map(edgeId).sort();

describe("connecting", () => {
  test("an input keeps one edge: a second one replaces the first", () => {
    const next = connect({ node: "slow", port: "value" }, { node: "up", port: "a" }).apply(document);
    expect(edges(next)).toContain("slow:value>up:a");
    expect(edges(next)).not.toContain("fast:value>up:a");
    expect(next.edges).toHaveLength(document.edges.length);
  });

  test("an edge to a node that does not exist changes nothing", () => {
    expect(connect({ node: "fast", port: "value" }, { node: "gone", port: "a" }).apply(document)).toBe(document);
  });

  test("disconnecting what is not there changes nothing", () => {
    expect(disconnect(new Set(["a:b>c:d"])).apply(document)).toBe(document);
  });
});

describe("deleting", () => {
  test("takes the edges of the node along", () => {
    const next = removeItems(new Set(["fast"])).apply(document);
    expect(brokenInvariants(next)).toEqual([]);
    expect(edges(next).some((edge) => edge.includes("fast"))).toBe(false);
  });

  test("with reconnecting joins what was before with what was after", () => {
    const next = removeAndReconnect(new Set(["fast"]), (graph, from, to) => canConnect(graph, from, to).allowed).apply(
      document,
    );
    expect(edges(next)).toContain("price:close>up:a");
    expect(edges(next)).toContain("price:close>down:a");
  });

  test("with reconnecting leaves out what may not be joined", () => {
    const next = removeAndReconnect(new Set(["up"]), (graph, from, to) => canConnect(graph, from, to).allowed).apply(
      document,
    );
    expect(edges(next).filter((edge) => edge.endsWith("buy:when"))).toEqual([]);
  });
});

describe("pasting", () => {
  const fragment = extractFragment(document, new Set(["fast", "up"]));

  test("gives fresh ids and keeps the edges among the copies", () => {
    const { command, ids } = pasteFragment(document, fragment, { x: 0, y: 400 });
    const next = command.apply(document);
    expect(brokenInvariants(next)).toEqual([]);
    expect(new Set(next.nodes.map((node) => node.id)).size).toBe(document.nodes.length + 2);
    expect(edges(next)).toContain(`${ids[0]}:value>${ids[1]}:a`);
  });

  test("keeps the inputs from outside when asked to", () => {
    const { command, ids } = pasteFragment(document, fragment, { x: 0, y: 400 }, true);
    expect(edges(command.apply(document))).toContain(`price:close>${ids[0]}:source`);
  });

  test("into a strategy without the knob keeps the value the knob had", () => {
    const other = GraphDocument.parse({ format: "quantloom.graph/1", name: "Other" });
    const next = pasteFragment(other, fragment, { x: 0, y: 0 }).command.apply(other);
    expect(next.nodes.find((node) => node.kind === "indicator.sma")?.params).toEqual({ length: 10 });
    expect(brokenInvariants(next)).toEqual([]);
  });
});

describe("knobs", () => {
  const field = {
    key: "level",
    label: "Level",
    primary: true,
    defaultValue: 0,
    control: { kind: "number", integer: false, step: 1, slider: false },
  } as const;

  test("exposing and taking back leaves the value and no knob behind", () => {
    const exposed = exposeParam("up", field, 5).apply(document);
    expect(exposed.nodes.find((node) => node.id === "up")?.params["level"]).toEqual({ $param: "up-level" });
    const back = unexposeParam("up", "level").apply(exposed);
    expect(back.parameters).toEqual(document.parameters);
    expect(back.nodes.find((node) => node.id === "up")?.params["level"]).toBe(5);
  });
});

describe("a fix", () => {
  const fixed = (patch: Patch) => applyFix(document, { label: "Fix", patch: [patch] });

  test("applies its patches at their paths", () => {
    const next = readDocument(fixed({ op: "remove", path: "/edges/0" })).document;
    expect(next?.edges).toHaveLength(document.edges.length - 1);
  });

  test("that no longer fits makes no document", () => {
    expect(fixed({ op: "remove", path: "/nodes/99" })).toBeNull();
    expect(readDocument(fixed({ op: "set", path: "/format", value: "other" })).document).toBeNull();
  });
});
