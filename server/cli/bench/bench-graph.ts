import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import type { GraphDocumentInput, GraphNode } from "@/graph-runtime/graph/document.ts";

type Short = readonly [kind: string, params?: GraphNode["params"]];

/** Writes a document from nodes by id and wires "node.port > node.port". */
export function benchGraph(
  nodes: Readonly<Record<string, Short>>,
  wires: readonly string[],
  rest: Partial<GraphDocumentInput> = {},
): GraphDocumentInput {
  const end = (text: string) => {
    const [node = "", port = ""] = text.trim().split(".");
    return { node, port };
  };
  return {
    format: "quantloom.graph/1",
    name: "bench",
    nodes: Object.entries(nodes).map(([id, [kind, params]]) => ({ id, kind, version: 1, params: params ?? {} })),
    edges: wires.map((wire) => {
      const [from = "", to = ""] = wire.split(">");
      return { from: end(from), to: end(to) };
    }),
    ...rest,
  };
}

export function benchProgram(graph: GraphDocumentInput): Program {
  const { program, diagnostics } = compile(graph);
  if (!program) throw new Error(diagnostics.map((problem) => problem.message).join("; "));
  return program;
}

/** The SMA cross of most workloads: long or flat. */
export function smaCrossGraph(fast: GraphNode["params"], slow: GraphNode["params"], rest: Partial<GraphDocumentInput>) {
  return benchGraph(
    {
      price: ["market.bars"],
      fast: ["indicator.sma", fast],
      slow: ["indicator.sma", slow],
      up: ["compare.crossover", { direction: "above" }],
      down: ["compare.crossover", { direction: "below" }],
      buy: ["order.enter", { amount: 100, unit: "equity-percent" }],
      sell: ["order.exit"],
    },
    [
      "price.close > fast.source",
      "price.close > slow.source",
      "fast.value > up.a",
      "slow.value > up.b",
      "fast.value > down.a",
      "slow.value > down.b",
      "up.crossed > buy.when",
      "down.crossed > sell.when",
    ],
    rest,
  );
}
