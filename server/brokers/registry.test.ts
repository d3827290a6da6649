import { expect, test } from "vitest";
import { RULED_BROKERS } from "@/graph-runtime/market/broker-rules.ts";
import { runProfile } from "./port/profile-of.ts";
import { brokerOf, brokers } from "./registry.ts";

test("brokers have ids of their own, and an unknown one is refused in words", () => {
  expect(new Set(brokers.map((broker) => broker.id)).size).toBe(brokers.length);
  expect(() => brokerOf("nobody")).toThrow('found "nobody"');
});

test("a backtest is held to the same rules that the adapters declare, and no broker is without them", () => {
  const { zerodha, alpaca, "zerodha-intraday": intraday } = RULED_BROKERS;
  const rules = { zerodha, alpaca };
  for (const { id, capabilities } of brokers) {
    expect(Object.keys(rules)).toContain(id);
    expect(rules[id as keyof typeof rules]).toMatchObject(runProfile(capabilities));
  }
  expect({ ...intraday, title: zerodha.title, shareProduct: "delivery" }).toEqual(zerodha);
});
