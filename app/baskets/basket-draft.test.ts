import { describe, expect, test } from "vitest";
import { type DraftMember, equalWeights, readWeight, totalWeight } from "./basket-draft.ts";

const member = (id: string, weight = ""): DraftMember => ({
  strategyVersionId: id,
  strategyId: id,
  origin: null,
  name: id,
  number: 1,
  weight,
});

describe("the weights of a basket", () => {
  test("equal weights add up to exactly 100 %", () => {
    for (const count of [1, 2, 3, 7, 13]) {
      const members = equalWeights(Array.from({ length: count }, (_, index) => member(String(index))));
      expect(totalWeight(members)).toBeCloseTo(1, 12);
    }
  });

  test("only a positive number is a weight; a comma is read as a decimal point", () => {
    expect(readWeight("33,5")).toBeCloseTo(0.335, 12);
    for (const bad of ["", "0", "-5", "abc", "1e999"]) expect(readWeight(bad)).toBeNull();
  });
});
