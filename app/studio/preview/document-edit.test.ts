import { expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { disconnect } from "../commands/connect.ts";
import { setParam } from "../commands/edit-node.ts";
import { setKnob } from "../commands/knobs.ts";
import { removeItems } from "../commands/remove-nodes.ts";
import { editBetween, withEdit } from "./document-edit.ts";

const { document } = smaCross;

test("a changed parameter is sent as its node, and the rest is what is there", () => {
  const after = setParam("up", "level", 7).apply(document);
  const edit = editBetween(document, after);
  expect(edit).toEqual({ kind: "nodes", nodes: [[expect.any(Number), expect.objectContaining({ id: "up" })]] });
  const made = withEdit(document, edit);
  expect(made).toEqual(after);
  expect(made.edges).toBe(document.edges);
});

test.each([
  ["the first document", null, document],
  ["a knob", document, setKnob("fast", 12).apply(document)],
  ["an edge", document, disconnect(new Set(["price:close>fast:source"])).apply(document)],
  ["a node less", document, removeItems(new Set(["sell"])).apply(document)],
])("%s is sent whole", (_what, before, after) => {
  const edit = editBetween(before, after);
  expect(edit.kind).toBe("whole");
  expect(withEdit(before, edit)).toBe(after);
});
