import { expect, test } from "vitest";
import { BrokerError, failureOf } from "./broker-error.ts";

test("what failed in a way that nobody knows counts as unknown, so that it is looked up and not repeated", () => {
  expect(failureOf(new TypeError("x is not a function"))).toEqual({ kind: "unknown", reason: "x is not a function" });
  const refused = new BrokerError({ kind: "rejected", reason: "Insufficient funds.", code: "MarginException" });
  expect(failureOf(refused)).toBe(refused.failure);
});
