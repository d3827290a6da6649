import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { semanticHash } from "@/graph-runtime/graph/semantic-hash.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { setParam } from "../commands/edit-node.ts";
import { extractFragment, pasteFragment } from "../commands/fragment.ts";
import { nudgeNodes } from "../commands/move-nodes.ts";
import { removeItems } from "../commands/remove-nodes.ts";
import { brokenInvariants } from "../commands/testing/invariants.ts";
import { createStudioStore } from "../store/studio-store.ts";
import { dissolveBlock } from "./dissolve-block.ts";
import { copyBlock, removeBlockPort } from "./edit-block.ts";
import { makeBlock } from "./make-block.ts";

const lanes = [{ instrument: shareInstrument("TEST"), bars: syntheticBars({ seed: 5, length: 1_500 }) }];

function tradesOf(document: GraphDocument): unknown[] {
  const { program, diagnostics } = compile(document);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (program === null) throw new Error("the document does not compile");
  return runBacktest({ program, lanes }).fills.map(({ bar, side, price, quantity }) => ({
    bar,
    side,
    price,
    quantity,
  }));
}

function blocked(document: GraphDocument, ids: readonly string[]): { document: GraphDocument; id: string } {
  const made = makeBlock(document, ids, "Two averages");
  if ("reason" in made) throw new Error(made.reason);
  return { document: made.command.apply(document), id: made.id };
}

const averages = ["fast", "slow", "up", "down"];

describe("making a block of a selection", () => {
  test("trades as before: what fed the nodes is an input, what they feed an output, their knobs are parameters", () => {
    const { document, id } = blocked(smaCross.document, averages);
    expect(brokenInvariants(document)).toEqual([]);
    const block = document.blocks?.[0];
    expect(block?.inputs.map((port) => port.type)).toEqual(["number"]);
    expect(block?.outputs.map((port) => port.type)).toEqual(["boolean", "boolean"]);
    expect(block?.parameters.map((knob) => knob.key)).toEqual(smaCross.document.parameters.map((knob) => knob.key));
    expect(document.nodes.find((node) => node.id === id)?.params).not.toEqual({});
    expect(tradesOf(document)).toEqual(tradesOf(smaCross.document));
    expect(tradesOf(document).length).toBeGreaterThan(0);
  });

  test("of any template keeps its trades, and taking it apart gives the same program again", () => {
    for (const { id, document } of templates) {
      const order = compile(document).program?.nodes ?? [];
      const inner = order.filter(
        ({ definition }) => definition.triggers === undefined && definition.market === undefined,
      );
      const ids = inner.map((node) => node.id).filter((node) => document.nodes.some((own) => own.id === node));
      const made = makeBlock(document, ids, "Inside");
      if ("reason" in made) continue;
      const once = made.command.apply(document);
      expect(brokenInvariants(once), id).toEqual([]);
      expect(tradesOf(once), id).toEqual(tradesOf(document));
      const apart = dissolveBlock(once, made.id)?.command.apply(once);
      if (apart === undefined) throw new Error("the block was not taken apart");
      expect(brokenInvariants(apart), id).toEqual([]);
      expect(tradesOf(apart), id).toEqual(tradesOf(document));
    }
  });

  test("refuses a selection around a node that is not selected, and names it", () => {
    expect(makeBlock(smaCross.document, ["price", "up"], "Gap")).toEqual({
      reason: expect.stringContaining("select it too"),
    });
  });

  test("keeps inputs that nothing feeds yet as inputs of the block", () => {
    const open = removeItems(new Set(["price"])).apply(smaCross.document);
    const { document } = blocked(open, ["fast", "up"]);
    expect(document.blocks?.[0]?.inputs.map((port) => port.label)).toContain("Source");
    expect(brokenInvariants(document)).toEqual([]);
  });
});

describe("an open block", () => {
  const start = () => {
    const { document, id } = blocked(smaCross.document, averages);
    const store = createStudioStore(document, () => 0);
    store.getState().enterBlock(id);
    return { store, id, before: document };
  };

  test("is edited like a strategy; its version grows once however much is edited, and its nodes move along", () => {
    const { store, id } = start();
    expect(
      store
        .getState()
        .document.nodes.map((node) => node.id)
        .sort(),
    ).toEqual(["_in", "_out", ...averages].sort());
    store.getState().dispatch(setParam("up", "level", 1));
    store.getState().dispatch(setParam("down", "level", 2));
    const { root } = store.getState();
    expect(root.blocks?.[0]?.version).toBe(2);
    expect(root.nodes.find((node) => node.id === id)?.version).toBe(2);
    expect(brokenInvariants(root)).toEqual([]);
    expect(compile(root).diagnostics).toEqual([]);
  });

  test("moved nodes leave version and meaning as they are", () => {
    const { store, before } = start();
    store.getState().dispatch(nudgeNodes(["up"], 8, 8));
    expect(store.getState().root).not.toBe(before);
    expect(store.getState().root.blocks?.[0]?.version).toBe(1);
    expect(semanticHash(store.getState().root)).toBe(semanticHash(before));
  });

  test("undo takes an edit back, and past its making leads out of the block", () => {
    const made = makeBlock(smaCross.document, averages, "Two averages");
    if ("reason" in made) throw new Error(made.reason);
    const store = createStudioStore(smaCross.document, () => 0);
    store.getState().dispatch(made.command);
    store.getState().enterBlock(made.id);
    store.getState().dispatch(setParam("up", "level", 1));
    store.getState().undo();
    expect(store.getState().scope).toHaveLength(1);
    store.getState().undo();
    expect(store.getState().scope).toEqual([]);
    expect(store.getState().document).toBe(smaCross.document);
  });

  test("an edit reaches every node that is linked, and leaves a copy alone", () => {
    const { document, id } = blocked(smaCross.document, averages);
    const twice = pasteFragment(document, extractFragment(document, new Set([id])), { x: 0, y: 900 });
    const linked = twice.command.apply(document);
    const copied = copyBlock(linked, twice.ids[0] ?? "").apply(linked);
    const kinds = (graph: GraphDocument) =>
      new Set(graph.nodes.map((node) => node.kind).filter((kind) => kind.startsWith("block.")));
    expect(kinds(linked).size).toBe(1);
    expect(kinds(copied).size).toBe(2);
    const store = createStudioStore(copied, () => 0);
    store.getState().enterBlock(id);
    store.getState().dispatch(setParam("up", "level", 5));
    expect(store.getState().root.blocks?.map((block) => block.version)).toEqual([2, 1]);
    expect(brokenInvariants(store.getState().root)).toEqual([]);
  });

  test("shows what is wrong at the node inside, and outside at the node that stands for it", () => {
    const { store, id } = start();
    store.getState().dispatch(setParam("fast", "length", -4));
    const check = () =>
      store.getState().takeDiagnostics(store.getState().root, compile(store.getState().root).diagnostics);
    check();
    expect([...store.getState().diagnosticsOfNode.keys()]).toContain("fast");
    store.getState().leaveBlock(0);
    expect([...store.getState().diagnosticsOfNode.keys()]).toContain(id);
    expect(store.getState().selectedNodes).toEqual([id]);
  });

  test("a port that is removed takes its edges along, inside and outside", () => {
    const { document } = blocked(smaCross.document, averages);
    const port = document.blocks?.[0]?.outputs[0]?.id ?? "";
    const next = removeBlockPort("two-averages", "outputs", { id: port, version: 1 }).apply(document);
    expect(brokenInvariants(next)).toEqual([]);
    expect(next.edges).toHaveLength(document.edges.length - 1);
    expect(next.blocks?.[0]?.version).toBe(2);
  });
});

describe("pasting a block", () => {
  test("into another strategy brings it along; there again it is linked; another of the same name is kept apart", () => {
    const { document, id } = blocked(smaCross.document, averages);
    const fragment = extractFragment(document, new Set([id]));
    const paste = (into: GraphDocument, piece = fragment) =>
      pasteFragment(into, piece, { x: 0, y: 900 }).command.apply(into);
    const once = paste(smaCross.document);
    expect(once.blocks).toHaveLength(1);
    expect(paste(once).blocks).toHaveLength(1);
    const other = fragment.blocks?.map((block) => ({ ...block, nodes: block.nodes.slice(1) })) ?? [];
    const apart = paste(once, { ...fragment, blocks: other });
    expect(apart.blocks?.map((block) => block.id)).toEqual(["two-averages", "two-averages-2"]);
    expect(brokenInvariants(paste(once))).toEqual([]);
  });
});
