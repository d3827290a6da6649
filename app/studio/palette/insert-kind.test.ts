import { describe, expect, test } from "vitest";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { edgeId } from "../commands/connect.ts";
import { kinds } from "../kinds/kinds.ts";
import { nodeWidth } from "../store/node-shape.ts";
import { kindsFor } from "./catalogue.ts";
import { insertBetween } from "./insert-between.ts";
import { type Insertion, insertKind } from "./insert-kind.ts";

const centre = { x: 0, y: 0 };
const empty = GraphDocument.parse({ format: "quantloom.graph/1", name: "Empty" });

function insert(
  document: GraphDocument,
  kind: string,
  insertion: Partial<Insertion> = {},
): { document: GraphDocument; id: string } {
  const definition = kinds.get(kind);
  if (definition === undefined) throw new Error(`no kind ${kind}`);
  const { command, id } = insertKind(document, definition, { centre, ...insertion });
  return { document: command.apply(document), id };
}

describe("inserting a block", () => {
  test("beside one selected node takes its best output", () => {
    const bars = insert(empty, "market.bars");
    const sma = insert(bars.document, "indicator.sma", { selection: [bars.id] });
    expect(sma.document.edges.map(edgeId)).toEqual(["bars:close>sma:source"]);
    expect(sma.document.ui.nodes["sma"]?.x).toBeGreaterThan((bars.document.ui.nodes["bars"]?.x ?? 0) + nodeWidth);
  });

  test("fills several inputs from outputs of the same names", () => {
    const bars = insert(empty, "market.bars");
    const channel = insert(bars.document, "indicator.donchian", { selection: [bars.id] });
    expect(channel.document.edges.map(edgeId).sort()).toEqual(["bars:high>donchian:high", "bars:low>donchian:low"]);
  });

  test("beside two selected nodes takes one output of each, in order", () => {
    const cross = insert(smaCross.document, "compare.crossover", { selection: ["fast", "slow"] });
    const added = cross.document.edges.map(edgeId).filter((id) => id.includes(`>${cross.id}:`));
    expect(added).toEqual([`fast:value>${cross.id}:a`, `slow:value>${cross.id}:b`]);
  });

  test("that feeds the selection is placed before it", () => {
    const cross = insert(empty, "compare.crossover");
    const bars = insert(cross.document, "market.bars", { selection: [cross.id] });
    expect(bars.document.edges.map(edgeId)).toEqual(["bars:close>crossover:a"]);
    expect(bars.document.ui.nodes["bars"]?.x).toBeLessThan(0);
  });

  test("into an edge keeps the flow", () => {
    const ago = insert(smaCross.document, "math.bars-ago", { edge: "fast:value>up:a", at: centre });
    const ids = ago.document.edges.map(edgeId);
    expect(ids).not.toContain("fast:value>up:a");
    expect(ids.filter((id) => id.includes(ago.id))).toHaveLength(2);
  });

  test("is one undo step however many edges it brings", () => {
    const { command } = insertKind(smaCross.document, kinds.get("compare.crossover") ?? kinds.all()[0]!, {
      centre,
      selection: ["fast", "slow"],
    });
    expect(command.apply(smaCross.document).edges).toHaveLength(smaCross.document.edges.length + 2);
  });

  test("never lies on top of another node", () => {
    let document = empty;
    for (let count = 0; count < 6; count += 1) document = insert(document, "value.constant").document;
    const places = Object.values(document.ui.nodes).map((place) => `${place.x},${place.y}`);
    expect(new Set(places).size).toBe(6);
  });
});

describe("the palette for an edge in the hand", () => {
  test("lists only kinds with a port that fits", () => {
    const kinds = kindsFor({
      scope: [],
      document: smaCross.document,
      wire: { origin: { node: "up", port: "crossed" }, side: "source" },
    }).map((definition) => definition.kind);
    expect(kinds).toContain("order.enter");
    expect(kinds).toContain("logic.all");
    expect(kinds).not.toContain("indicator.sma");
    expect(kinds).not.toContain("market.bars");
  });
});

test("a comparison goes between a number and a condition, as one step", () => {
  const between = kinds.get("compare.compare");
  if (between === undefined) throw new Error("there is no comparison");
  const ends = { from: { node: "fast", port: "value" }, to: { node: "buy", port: "when" } };
  const bridge = insertBetween(smaCross.document, { ...ends, between });
  const next = bridge?.command.apply(smaCross.document);
  expect(next?.edges).toContainEqual({ from: ends.from, to: { node: bridge?.id, port: "a" } });
  expect(next?.edges).toContainEqual({ from: { node: bridge?.id, port: "result" }, to: ends.to });
  expect(next?.edges).toHaveLength(smaCross.document.edges.length + 1);
});
