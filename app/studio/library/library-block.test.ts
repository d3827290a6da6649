import { beforeEach, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { type Block, GraphDocument } from "@/graph-runtime/graph/document.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { makeBlock } from "../blocks/make-block.ts";
import {
  blocksToSave,
  bringFromLibrary,
  isChangedHere,
  linkToLibrary,
  lostByUpdate,
  updatedBlock,
  updateFromLibrary,
} from "./library-block.ts";

const id = "00000000-0000-7000-8000-000000000001";
let document: GraphDocument;
let block: Block;

/** The averages of the cross as a block, which is version 1 of the library. */
beforeEach(() => {
  const made = makeBlock(smaCross.document, ["fast", "slow"], "Averages");
  if ("reason" in made) throw new Error(made.reason);
  const folded = made.command.apply(smaCross.document);
  document = linkToLibrary("averages", { id, version: 1 }).apply(folded);
  block = document.blocks?.[0] as Block;
});

const semantics = (of: GraphDocument) => compile(of).program?.semanticHash;

test("a block is saved after the blocks that it is made of", () => {
  const inner = { ...block, id: "inner", nodes: [], edges: [] };
  const outer = { ...block, nodes: [{ id: "x", kind: "block.inner", version: 1, params: {} }] };
  expect(blocksToSave({ blocks: [outer, inner] }, outer).map((one) => one.id)).toEqual(["inner", "averages"]);
});

test("a block of the library stands in another strategy under an id that is free, and is brought once", () => {
  const empty = GraphDocument.parse({
    format: "quantloom.graph/1",
    name: "Other",
    blocks: [{ ...block, library: undefined, title: "Another under this id" }],
  });
  const { command, kind } = bringFromLibrary(empty, { id, version: 3, blocks: [block] });
  const filled = command?.apply(empty) as GraphDocument;
  expect(kind).toBe("block.averages-2");
  expect(filled.blocks?.map((one) => [one.id, one.library])).toEqual([
    ["averages", undefined],
    ["averages-2", { id, version: 3, as: 1 }],
  ]);
  expect(bringFromLibrary(filled, { id, version: 4, blocks: [block] })).toEqual({ command: null, kind });
});

test("where a block comes from is no part of what the strategy means", () => {
  const { library: _, ...bare } = block;
  expect(semantics(document)).toBe(semantics({ ...document, blocks: [bare] }));
  expect(semantics(document)).toMatch(/^[0-9a-f]{64}$/);
});

test("an update reaches every node that is linked, and what it takes away is said before", () => {
  const only = { ...block, outputs: block.outputs.slice(0, 1), parameters: block.parameters.slice(0, 1) };
  const next = updatedBlock(document, block, { id, version: 2, blocks: [only] });
  expect(lostByUpdate(document, block, next)).toEqual([
    expect.stringMatching(/^The output .+ is gone: 2 edges are removed\.$/),
    expect.stringMatching(/^The parameter .+ is gone/),
  ]);
  const updated = updateFromLibrary("averages", { id, version: 2, blocks: [only] }).apply(document);
  const node = updated.nodes.find(({ kind }) => kind === "block.averages");
  expect(node?.version).toBe(2);
  expect(Object.keys(node?.params ?? {})).toEqual([block.parameters[0]?.key]);
  expect(updated.edges).toHaveLength(document.edges.length - 2);
  expect(updated.blocks?.[0]).toMatchObject({ id: "averages", version: 2, library: { id, version: 2, as: 2 } });
});

test("an update to the same content leaves the wiring as it is, and the strategy compiles", () => {
  const updated = updateFromLibrary("averages", { id, version: 2, blocks: [block] }).apply(document);
  expect(updated.edges).toEqual(document.edges);
  expect(updated.nodes.map(({ params }) => params)).toEqual(document.nodes.map(({ params }) => params));
  expect(compile(updated).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(isChangedHere(updated.blocks?.[0] as Block)).toBe(false);
  expect(isChangedHere({ ...block, version: 2 })).toBe(true);
});
