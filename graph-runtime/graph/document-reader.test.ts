import { expect, test } from "vitest";
import { smaCross } from "../templates/sma-cross.ts";
import { createDocumentReader } from "./document-reader.ts";
import { readDocument } from "./read-document.ts";

const first = smaCross.document;
const withNode = (index: number, node: unknown): unknown => ({
  ...first,
  nodes: first.nodes.map((other, place) => (place === index ? node : other)),
});
const fast = first.nodes.findIndex(({ id }) => id === "fast");
const node = first.nodes[fast];

test.each([
  ["a parameter", withNode(fast, { ...node, params: { length: 12 } })],
  ["a parameter left to its default", withNode(fast, { ...node, params: undefined })],
  ["a value that JSON cannot hold", withNode(fast, { ...node, params: { length: Number.NaN } })],
  ["a member that no node has", withNode(fast, { ...node, colour: "red" })],
  ["no node at all", withNode(fast, null)],
  ["fewer nodes", { ...first, nodes: first.nodes.slice(1) }],
  ["an edge less", { ...first, edges: first.edges.slice(1) }],
  [
    "another name and a parameter",
    { ...(withNode(fast, { ...node, params: { length: 12 } }) as object), name: "Other" },
  ],
  ["a member that no document has", { ...first, colour: "red" }],
  ["another format", { ...first, format: "quantloom.graph/2" }],
  ["text", "not a graph"],
])("an edit is read as the whole would be: %s", (_what, json) => {
  const read = createDocumentReader();
  read(first);
  expect(read(json)).toEqual(readDocument(json));
  // and from there back again
  expect(read(first)).toEqual(readDocument(first));
});

test("what an edit left alone is not read again", () => {
  const read = createDocumentReader();
  const before = read(first).document;
  const after = read(withNode(fast, { ...node, params: { length: 12 } })).document;
  expect(after?.edges).toBe(before?.edges);
  expect(after?.nodes.filter((other, index) => other !== before?.nodes[index]).map(({ id }) => id)).toEqual(["fast"]);
});
