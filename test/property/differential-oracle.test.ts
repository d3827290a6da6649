import { describe, expect, test } from "vitest";
import { firstDifference } from "@/graph-runtime/testkit/oracle/compare-case.ts";
import { randomCase } from "@/graph-runtime/testkit/oracle/random-case.ts";
import { runCase } from "@/graph-runtime/testkit/oracle/run-case.ts";
import { runOracle } from "@/graph-runtime/testkit/oracle/run-oracle.ts";

const CASES = 10_000;
const PARTS = 10;

const LIFE = [
  "changed",
  "change refused",
  "finer",
  "coarse",
  "dividend",
  "funding",
  "financing",
  "settlement",
  "conversion",
  "roll to NEXT",
  "expiry",
  "delisting",
  "margin call",
  "denied after its end",
  "not paid for at its fill",
  "shrunk at its fill",
];

describe("the engine against a reference written from the rules alone", () => {
  const covered = new Map<string, number>();
  const count = (what: string): void => {
    covered.set(what, (covered.get(what) ?? 0) + 1);
  };

  test.each(Array.from({ length: PARTS }, (_, part) => part))(
    "agrees on every fill, order and balance, part %i",
    (part) => {
      const differences: string[] = [];
      for (let seed = part * (CASES / PARTS); seed < (part + 1) * (CASES / PARTS); seed++) {
        const example = randomCase(seed);
        const engine = runCase(example, 1 + (seed % 7));
        const difference = firstDifference(engine, runOracle(example));
        if (difference !== null) differences.push(`seed ${seed}: ${difference}`);
        for (const order of engine.orders) {
          count(`${order.type} ${order.status}`);
          if (order.type === "stop" && order.firstStopPrice !== null) count("moved stop");
          if (order.status === "filled" && order.reason !== "script") count(order.reason);
          if (order.status === "denied" && /expired|delisted/.test(order.deniedReason ?? ""))
            count("denied after its end");
          if (order.deniedReason?.startsWith("its fill costs")) count("not paid for at its fill");
          if (order.deniedReason === "the cash does not pay for more") count("shrunk at its fill");
        }
        for (const { refused } of engine.updates) count(refused === null ? "changed" : "change refused");
        for (const { kind } of engine.cash) count(kind);
        if (engine.finerBars > 0) count("finer");
        if (engine.coarseBars > 0) count("coarse");
        if (engine.ambiguousBars > 0) count("ambiguous");
      }
      expect(differences).toEqual([]);
    },
  );

  test("drew every kind of order often enough for the agreement to mean something", () => {
    const kinds = ["market", "limit", "stop", "stop-limit", "trailing-stop", "market-if-touched", "limit-if-touched"];
    const common = kinds.flatMap((kind) => [`${kind} filled`, `${kind} cancelled`]);
    const ends = ["stop loss", "take profit", "trailing stop", "reverse", "target position", "moved stop", "ambiguous"];
    const rare = [...common, ...ends, ...LIFE].filter((what) => !((covered.get(what) ?? 0) > 100));
    expect(rare).toEqual([]);
    const others = ["market partially-filled", "limit expired", "limit denied"];
    expect(others.filter((what) => !((covered.get(what) ?? 0) > 50))).toEqual([]);
  });
});
