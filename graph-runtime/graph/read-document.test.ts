import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smaCross } from "../templates/sma-cross.ts";
import { readDocument } from "./read-document.ts";
import { semanticHash } from "./semantic-hash.ts";

const codesOf = (json: unknown): string[] => readDocument(json).diagnostics.map((diagnostic) => diagnostic.code);

describe("reading a document", () => {
  test("a template reads as it was written", () => {
    const json: unknown = JSON.parse(JSON.stringify(smaCross.document));
    expect(readDocument(json)).toEqual({ document: smaCross.document, diagnostics: [] });
  });

  test.each([
    ["nothing", undefined, "document.not-an-object"],
    ["a list", [], "document.not-an-object"],
    ["another format", { format: "something" }, "document.format"],
    ["a newer format", { format: "quantloom.graph/2" }, "document.newer-format"],
    [
      "a number that JSON cannot hold",
      { format: "quantloom.graph/1", name: "x", universe: [Number.NaN] },
      "document.not-finite",
    ],
  ])("%s is refused with %s", (_, json, code) => {
    expect(codesOf(json)).toEqual([code]);
  });

  test("an object a million levels deep is a diagnostic, not a crash", () => {
    let deep: unknown = {};
    for (let i = 0; i < 1_000_000; i++) deep = { deep };
    expect(codesOf({ format: "quantloom.graph/1", name: "x", nodes: deep })).toEqual(["document.too-deep"]);
  });

  test("more than 10,000 nodes are refused with the path of the list", () => {
    const nodes = Array.from({ length: 10_001 }, (_, index) => ({ id: `n${index}`, kind: "market.bars", version: 1 }));
    const { diagnostics } = readDocument({ format: "quantloom.graph/1", name: "x", nodes });
    expect(diagnostics[0]).toMatchObject({ path: "/nodes", severity: "error" });
  });

  test("a wrong node names its id and its path", () => {
    const { diagnostics } = readDocument({
      format: "quantloom.graph/1",
      name: "x",
      nodes: [{ id: "a", kind: "market.bars", version: 0 }],
    });
    expect(diagnostics[0]).toMatchObject({ path: "/nodes/0/version", nodeId: "a" });
  });

  test("any JSON gives a document or diagnostics", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const { document, diagnostics } = readDocument(json);
        expect(document !== null || diagnostics.length > 0).toBe(true);
      }),
    );
  });
});

describe("the semantic hash", () => {
  const { document } = smaCross;

  test("does not see looks, names and labels, nor the order of nodes and edges", () => {
    const shuffled = {
      ...document,
      name: "Another name",
      description: "Other words",
      nodes: document.nodes.toReversed().map((node) => ({ ...node, label: "label" })),
      edges: document.edges.toReversed(),
      ui: { nodes: {}, notes: [], groups: [] },
    };
    expect(semanticHash(shuffled)).toBe(semanticHash(document));
  });

  test("sees every parameter, edge and setting", () => {
    const changes = [
      { ...document, settings: { ...document.settings, capital: 1 } },
      { ...document, edges: document.edges.slice(1) },
      { ...document, universe: ["OTHER"] },
      { ...document, parameters: document.parameters.map((parameter) => ({ ...parameter, default: 11 })) },
      {
        ...document,
        nodes: document.nodes.map((node) =>
          node.id === "buy" ? { ...node, params: { ...node.params, amount: 50 } } : node,
        ),
      },
    ];
    const hashes = new Set([document, ...changes].map(semanticHash));
    expect(hashes.size).toBe(changes.length + 1);
  });
});
