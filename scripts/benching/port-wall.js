/** Returns a strategy with 300 outputs and a rule: 60 bands of five outputs each, close together. */
export function portWall() {
  const bands = Array.from({ length: 60 }, (_, index) => ({
    id: `band-${index}`,
    kind: "indicator.bollinger",
    version: 1,
    params: { length: 5 + index },
  }));
  const place = (column, row) => ({ x: column * 256, y: row * 256 });
  return {
    format: "quantloom.graph/1",
    name: "A wall of ports",
    universe: ["SP500"],
    nodes: [
      { id: "price", kind: "market.bars", version: 1 },
      ...bands,
      { id: "low", kind: "compare.compare", version: 1, params: { relation: "below" } },
      { id: "high", kind: "compare.compare", version: 1, params: { relation: "above" } },
      { id: "buy", kind: "order.enter", version: 1 },
      { id: "sell", kind: "order.exit", version: 1 },
    ],
    edges: [
      ...bands.map(({ id }) => ({ from: { node: "price", port: "close" }, to: { node: id, port: "source" } })),
      { from: { node: "price", port: "close" }, to: { node: "low", port: "a" } },
      { from: { node: "band-15", port: "lower" }, to: { node: "low", port: "b" } },
      { from: { node: "price", port: "close" }, to: { node: "high", port: "a" } },
      { from: { node: "band-15", port: "middle" }, to: { node: "high", port: "b" } },
      { from: { node: "low", port: "result" }, to: { node: "buy", port: "when" } },
      { from: { node: "high", port: "result" }, to: { node: "sell", port: "when" } },
    ],
    ui: {
      nodes: {
        price: place(0, 0),
        ...Object.fromEntries(bands.map(({ id }, index) => [id, place(1 + (index % 15), Math.floor(index / 15))])),
        low: place(16, 0),
        high: place(16, 1),
        buy: place(16, 2),
        sell: place(16, 3),
      },
    },
  };
}
