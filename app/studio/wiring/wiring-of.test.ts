import { expect, test } from "vitest";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { disconnect } from "../commands/connect.ts";
import { setLabel, setParam } from "../commands/edit-node.ts";
import { removeItems } from "../commands/remove-nodes.ts";
import { wiringOf } from "./wiring-of.ts";

const { document } = smaCross;

test("a changed parameter leaves the wiring as it is", () => {
  const before = wiringOf(document);
  expect(wiringOf(setParam("fast", "length", 12).apply(document))).toBe(before);
});

test.each([
  ["a name", setLabel("fast", "Quick")],
  ["an edge", disconnect(new Set(["price:close>fast:source"]))],
  ["a node", removeItems(new Set(["sell"]))],
])("%s that changes is another wiring", (_what, command) => {
  wiringOf(document);
  const after = command.apply(document);
  expect(after).not.toBe(document);
  expect(wiringOf(after)).toBe(after);
});
