import { expect, test } from "vitest";
import { sealHash } from "./seal-hash.ts";

const member = { weight: "1.0000000000", semanticHash: "a".repeat(64), document: { name: "one", nodes: [] } };

test("the seal does not depend on the order in which members of an object were written", () => {
  expect(sealHash([member])).toBe(sealHash([{ ...member, document: { nodes: [], name: "one" } }]));
});

test("the seal moves with a weight, with a document and with the order of the members", () => {
  const other = { ...member, document: { name: "two", nodes: [] } };
  expect(sealHash([{ ...member, weight: "0.9999999999" }])).not.toBe(sealHash([member]));
  expect(sealHash([other])).not.toBe(sealHash([member]));
  expect(sealHash([member, other])).not.toBe(sealHash([other, member]));
});

test("the seal moves with the settings of a basket, and is as it was where there are none", () => {
  expect(sealHash([member], {})).toBe(sealHash([member]));
  expect(sealHash([member], { rebalance: "monthly" })).not.toBe(sealHash([member]));
});
