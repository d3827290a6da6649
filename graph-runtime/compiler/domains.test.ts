import { describe, expect, test } from "vitest";
import { readDocument } from "../graph/read-document.ts";
import { pairsZScore } from "../templates/pairs-z-score.ts";
import { regimeRotation } from "../templates/regime-rotation.ts";
import { topMomentum } from "../templates/top-momentum.ts";
import { programOf } from "../testkit/several-lanes.ts";
import { smallGraph } from "../testkit/small-graph.ts";
import { compile } from "./compile.ts";
import { explain } from "./explain.ts";

type Json = { nodes: unknown[]; edges: unknown[]; universe: string[] };

/** Rebalances when each instrument's own price says so: nobody knows whose. */
const mixed = smallGraph(
  {
    price: { kind: "market.bars" },
    high: { kind: "compare.compare", params: { level: 50 } },
    even: { kind: "portfolio.weights-equal" },
    trade: { kind: "portfolio.rebalance" },
  },
  ["price.close > high.a", "even.weights > trade.weights", "high.result > trade.when"],
  { universe: ["A", "B"] },
);

describe("whom a value belongs to", () => {
  test("one of each instrument where the portfolio needs one is refused, with a patch that mends it", () => {
    const { program, diagnostics } = compile(mixed);
    expect(program).toBeNull();
    expect(diagnostics).toMatchObject([{ code: "domain.mixed", severity: "error", nodeId: "trade", portId: "when" }]);
    const mended = structuredClone(mixed) as unknown as Json;
    for (const patch of diagnostics[0]!.fixes[0]!.patch) {
      if (patch.op === "remove") continue;
      const { op, path, value } = patch;
      if (path === "/nodes/-") mended.nodes.push(value);
      else if (path === "/edges/-") mended.edges.push(value);
      else if (path.startsWith("/edges/") && op === "set") mended.edges[Number(path.slice(7))] = value;
    }
    expect(compile(mended).diagnostics).toEqual([]);
  });

  test("the clock is read once for the portfolio and once for each instrument where both want it", () => {
    const document = smallGraph(
      {
        month: { kind: "time.schedule" },
        even: { kind: "portfolio.weights-equal" },
        trade: { kind: "portfolio.rebalance" },
        buy: { kind: "order.enter", params: { amount: 1, unit: "units" } },
      },
      ["month.event > trade.when", "month.event > buy.when", "even.weights > trade.weights"],
      { universe: ["A", "B"] },
    );
    const clocks = programOf(document).nodes.filter((node) => node.id === "month");
    expect(clocks.map((node) => node.domain).sort()).toEqual(["all", "each"]);
  });

  test("what depends on a named instrument alone is computed once, after no lane and before those that read it", () => {
    const { nodes, foreign, required, levels } = programOf(regimeRotation.document);
    expect(foreign.map(({ symbol }) => symbol)).toEqual(["SYN-TEC1"]);
    expect(required.references).toEqual([]);
    expect(levels).toBe(1);
    expect(nodes.map(({ id, domain, level }) => [id, domain, level])).toContainEqual(["average", "all", 1]);
  });

  test("a strategy in which nothing crosses has one level and shares nothing", () => {
    const program = programOf(
      smallGraph(
        {
          price: { kind: "market.bars" },
          mean: { kind: "indicator.sma" },
          up: { kind: "compare.compare" },
          buy: { kind: "order.enter" },
        },
        ["price.close > mean.source", "price.close > up.a", "mean.value > up.b", "up.result > buy.when"],
      ),
    );
    expect(program).toMatchObject({ levels: 0, shared: [], foreign: [], portfolioStateSize: 0 });
  });

  test("an instrument that is named and not traded is required all the same; a benchmark, too", () => {
    const document = smallGraph(
      {
        price: { kind: "market.bars" },
        named: { kind: "market.instrument", params: { symbol: "X" } },
        other: { kind: "market.bars" },
        up: { kind: "compare.compare" },
        buy: { kind: "order.enter" },
        index: { kind: "market.instrument", params: { symbol: "Y" } },
        against: { kind: "portfolio.benchmark" },
      },
      [
        "named.instrument > other.instrument",
        "price.close > up.a",
        "other.close > up.b",
        "up.result > buy.when",
        "index.instrument > against.instrument",
      ],
      { universe: ["A"] },
    );
    const { program, diagnostics } = compile(document);
    expect(diagnostics).toEqual([]);
    expect(program?.required.references).toEqual(["X", "Y"]);
    expect(program?.benchmark).toBe("Y");
  });

  test("a set that names an instrument which is not traded is refused, with a patch that trades it", () => {
    const document = smallGraph(
      {
        set: { kind: "market.universe", params: { symbols: "A, C" } },
        even: { kind: "portfolio.weights-equal" },
        trade: { kind: "portfolio.rebalance" },
      },
      ["set.members > even.among", "even.weights > trade.weights"],
      { universe: ["A", "B"] },
    );
    const { diagnostics } = compile(document);
    expect(diagnostics).toMatchObject([{ code: "universe.unknown-symbol", received: "C" }]);
    expect(diagnostics[0]!.fixes[0]!.patch).toEqual([{ op: "add", path: "/universe/-", value: "C" }]);
  });
});

test("strategies of several instruments read in whole sentences", () => {
  const read = (document: unknown): string =>
    explain(readDocument(document).document!)
      .map(({ text }) => text)
      .join(" ");
  expect(read(regimeRotation.document)).toBe(
    "Rebalance to (equal weights of (SYN-TEC1 while ((SYN-TEC1 close) is above SMA 200 of (SYN-TEC1 close)), else all but SYN-TEC1)), outside a corridor of 5 %.",
  );
  expect(read(topMomentum.document)).toContain("top 5 by");
  expect(read(topMomentum.document)).toMatch(/when on bar 1 of each month.*\.$/);
  expect(read(pairsZScore.document)).toContain("across instruments");
});
