import { describe, expect, test } from "vitest";
import { firstDifference } from "@/graph-runtime/testkit/oracle/compare-case.ts";
import { randomCase } from "@/graph-runtime/testkit/oracle/random-case.ts";
import { runCase } from "@/graph-runtime/testkit/oracle/run-case.ts";
import { runOracle } from "@/graph-runtime/testkit/oracle/run-oracle.ts";

const CASES = 10_000;
const PARTS = 10;

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
        }
        if (engine.ambiguousBars > 0) count("ambiguous");
      }
      expect(differences).toEqual([]);
    },
  );

  test("drew every kind of order often enough for the agreement to mean something", () => {
    const kinds = ["market", "limit", "stop", "stop-limit", "trailing-stop", "market-if-touched", "limit-if-touched"];
    for (const kind of kinds)
      for (const end of ["filled", "cancelled"]) expect(covered.get(`${kind} ${end}`)).toBeGreaterThan(100);
    for (const what of [
      "stop loss",
      "take profit",
      "trailing stop",
      "reverse",
      "target position",
      "moved stop",
      "ambiguous",
    ])
      expect(covered.get(what)).toBeGreaterThan(100);
    for (const what of ["market partially-filled", "limit expired", "limit denied"])
      expect(covered.get(what)).toBeGreaterThan(50);
  });
});
