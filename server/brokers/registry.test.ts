import { expect, test } from "vitest";
import { brokerOf, brokers } from "./registry.ts";

test("brokers have ids of their own, and an unknown one is refused in words", () => {
  expect(new Set(brokers.map((broker) => broker.id)).size).toBe(brokers.length);
  expect(() => brokerOf("nobody")).toThrow('found "nobody"');
});
