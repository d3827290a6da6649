import { smallGraph } from "@/graph-runtime/testkit/small-graph.ts";

type Nodes = Parameters<typeof smallGraph>[0];

/** A strategy of so many nodes: averages of the prices, compared, and combined pairwise until one condition trades. */
export function largeStrategy(count: number) {
  const nodes: Record<string, Nodes[string]> = { price: { kind: "market.bars" } };
  const wires: string[] = [];
  const pairs = Math.floor((count - 4) / 4);
  let last: string | null = null;
  for (let k = 0; k < pairs; k++) {
    nodes[`fast${k}`] = { kind: "indicator.ema", params: { length: 2 + k } };
    nodes[`slow${k}`] = { kind: "indicator.sma", params: { length: 5 + (k % 4_000) } };
    nodes[`above${k}`] = { kind: "compare.compare" };
    nodes[`both${k}`] = { kind: "logic.all" };
    wires.push(`price.close > fast${k}.source`, `price.close > slow${k}.source`);
    wires.push(`fast${k}.value > above${k}.a`, `slow${k}.value > above${k}.b`, `above${k}.result > both${k}.a`);
    if (last !== null) wires.push(`${last}.result > both${k}.b`);
    last = `both${k}`;
  }
  nodes["not"] = { kind: "logic.not" };
  nodes["buy"] = { kind: "order.enter" };
  nodes["sell"] = { kind: "order.exit" };
  wires.push(`${last}.result > not.a`, `${last}.result > buy.when`, "not.result > sell.when");
  return smallGraph(nodes, wires);
}
