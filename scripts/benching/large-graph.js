const unit = 4;

function node(id, kind, params = {}) {
  return { id, kind, version: 1, params };
}

function edge(from, to) {
  const [fromNode, fromPort] = from.split(".");
  const [toNode, toPort] = to.split(".");
  return { from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } };
}

/**
 * Returns a strategy of so many nodes and edges that compiles and trades: units of two averages, their cross and a gate,
 * each gate joined with the one before it, and further gate inputs until the edges are enough.
 */
export function largeGraph(nodeCount, edgeCount) {
  const nodes = [node("price", "market.bars")];
  const edges = [];
  const places = { price: { x: -320, y: 0 } };
  const units = Math.floor((nodeCount - 3) / unit);
  const rows = Math.ceil(Math.sqrt(units * 1.6));
  for (let index = 0; index < units; index += 1) {
    const left = Math.floor(index / rows) * 1240;
    const top = (index % rows) * 400;
    const ids = ["fast", "slow", "cross", "gate"].map((name) => `${name}-${index}`);
    const [fast, slow, cross, gate] = ids;
    nodes.push(
      node(fast, "indicator.sma", { length: 5 + (index % 40) }),
      node(slow, "indicator.ema", { length: 50 + (index % 90) }),
      node(cross, "compare.crossover"),
      node(gate, "logic.any"),
    );
    edges.push(
      edge("price.close", `${fast}.source`),
      edge("price.close", `${slow}.source`),
      edge(`${fast}.value`, `${cross}.a`),
      edge(`${slow}.value`, `${cross}.b`),
      edge(`${cross}.crossed`, `${gate}.a`),
    );
    if (index > 0) edges.push(edge(`gate-${index - 1}.result`, `${gate}.b`));
    const at = [
      [0, 0],
      [0, 180],
      [300, 80],
      [600, 80],
    ];
    ids.forEach((id, order) => {
      places[id] = { x: left + at[order][0], y: top + at[order][1] };
    });
  }
  nodes.push(node("buy", "order.enter", { amount: 50, unit: "equity-percent" }), node("sell", "order.exit"));
  edges.push(edge(`gate-${units - 1}.result`, "buy.when"), edge("cross-0.crossed", "sell.when"));
  const right = Math.ceil(units / rows) * 1240;
  places.buy = { x: right, y: 0 };
  places.sell = { x: right, y: 240 };
  for (let index = 0; nodes.length < nodeCount; index += 1) {
    const id = `extra-${index}`;
    nodes.push(node(id, "indicator.rsi"));
    edges.push(edge("price.close", `${id}.source`));
    places[id] = { x: right + 320, y: index * 200 };
  }
  for (let index = 2; edges.length < edgeCount && index < units; index += 1)
    edges.push(edge(`cross-${index - 2}.crossed`, `gate-${index}.c`));
  return {
    format: "quantloom.graph/1",
    name: `${nodes.length} nodes, ${edges.length} edges`,
    universe: ["BENCH"],
    nodes,
    edges,
    ui: { nodes: places, notes: [], groups: [] },
  };
}
