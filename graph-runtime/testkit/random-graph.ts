import type { GraphDocumentInput, GraphNode } from "../graph/document.ts";
import type { Timeframe } from "../market/timeframe.ts";
import type { NodeDefinition } from "../nodes/define-node.ts";
import { isInputShown } from "../nodes/input-shown.ts";
import { assignable, type PortType } from "../nodes/port-type.ts";
import { isBarField } from "./node-series.ts";
import { parameterSets } from "./parameter-sets.ts";
import { smallGraph } from "./small-graph.ts";

/** An output that something can be wired to: whose bars it runs on, and its type. */
type Source = { readonly port: string; readonly type: PortType; readonly timeframe: Timeframe };

export type RandomGraphOptions = {
  /** Kinds to draw from; those that cannot stand anywhere are passed over. */
  readonly kinds: readonly NodeDefinition[];
  /** Numbers from 0 up to but not including 1. */
  readonly next: () => number;
  readonly base: Timeframe;
  /** Longer timeframes in the graph. */
  readonly longer: readonly Timeframe[];
  readonly nodes: number;
  /** Instruments that are traded. */
  readonly universe: readonly string[];
};

/** Kinds that compute values: no orders, limits, account state, names of instruments, nor what the graph itself puts in. */
export function isComputing(definition: NodeDefinition): boolean {
  const {
    internal,
    triggers,
    protection,
    guard,
    account,
    outside,
    instrument,
    members,
    benchmark,
    market,
    aligns,
    cross,
  } = definition;
  const acts =
    triggers ?? protection ?? guard ?? account ?? outside ?? instrument ?? members ?? benchmark ?? market ?? aligns;
  if (internal || acts !== undefined || Object.keys(definition.outputs).length === 0) return false;
  const ports = [...Object.values(definition.inputs), ...Object.values(definition.outputs)];
  if (cross && ports.some(({ domain }) => domain === "all")) return false;
  return ports.every(({ type }) => type === "number" || type === "boolean" || type === "event");
}

/**
 * Returns a strategy of random kinds with random parameters, wired at random within the rules: values of longer bars meet each
 * other, or come to the strategy's own bars by an alignment. Some condition buys and its opposite sells.
 */
export function randomGraph({ kinds, next, base, longer, nodes, universe }: RandomGraphOptions): GraphDocumentInput {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const graph: Record<string, { kind: string; params?: GraphNode["params"] }> = { price: { kind: "market.bars" } };
  const wires: string[] = [];
  const pool: Source[] = [];
  const offer = (id: string, timeframe: Timeframe, outputs: NodeDefinition["outputs"]): void => {
    for (const [port, { type }] of Object.entries(outputs)) pool.push({ port: `${id}.${port}`, type, timeframe });
  };
  const offerPrices = (id: string, timeframe: Timeframe): void => {
    for (const port of ["open", "high", "low", "close", "volume"])
      pool.push({ port: `${id}.${port}`, type: "number", timeframe });
  };
  offerPrices("price", base);
  for (const timeframe of longer) {
    graph[`bars${timeframe}`] = { kind: "market.higher-bars", params: { timeframe } };
    offerPrices(`bars${timeframe}`, timeframe);
  }
  for (let made = 0, tried = 0; made < nodes && tried < 20 * nodes; tried++) {
    const id = `n${made}`;
    const definition = pick(kinds)!;
    const timeframe = Object.keys(definition.inputs).length === 0 || definition.cross ? base : pick([base, ...longer])!;
    const params = pick(parameterSets(definition))!.params;
    const prices = timeframe === base ? "price" : `bars${timeframe}`;
    const own = wiresOf(id, definition, params, (port, type) =>
      // ports named after a price take that price, so that a bar's high is never below its low
      isBarField(port)
        ? `${prices}.${port}`
        : pick(pool.filter((source) => source.timeframe === timeframe && assignable(source.type, type).ok))?.port,
    );
    if (own === null) continue;
    graph[id] = { kind: definition.kind, params: params as GraphNode["params"] & object };
    wires.push(...own);
    offer(id, timeframe, definition.outputs);
    made++;
    if (timeframe === base) continue;
    // what longer bars give is seen on the strategy's own once they have closed
    for (const { port, type } of pool.slice(-Object.keys(definition.outputs).length)) {
      if (type === "event") continue;
      const aligned = `${port.replace(".", "-")}-closed`;
      graph[aligned] = { kind: type === "number" ? "market.last-closed" : "market.last-closed-condition" };
      wires.push(`${port} > ${aligned}.source`);
      pool.push({ port: `${aligned}.${type === "number" ? "value" : "result"}`, type, timeframe: base });
    }
  }
  graph["trend"] = { kind: "compare.compare", params: { relation: "above" } };
  const own = pool.filter(({ type, timeframe }) => type === "number" && timeframe === base);
  wires.push(`price.close > trend.a`, `${pick(own)!.port} > trend.b`);
  const condition = pick(pool.filter(({ type, timeframe }) => type === "boolean" && timeframe === base));
  graph["over"] = { kind: "logic.not" };
  graph["buy"] = { kind: "order.enter", params: { amount: 20 } };
  graph["sell"] = { kind: "order.exit" };
  wires.push("trend.result > over.a", `${condition?.port ?? "trend.result"} > buy.when`, "over.result > sell.when");
  return smallGraph(graph, wires, { universe: [...universe], settings: { timeframe: base } });
}

/** Wires what a node must have and half of what it may have; null where nothing fits. */
function wiresOf(
  id: string,
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
  find: (port: string, type: PortType) => string | undefined,
): string[] | null {
  const wires: string[] = [];
  let rank = 0;
  for (const [port, spec] of Object.entries(definition.inputs)) {
    if (!isInputShown(spec, params)) continue;
    // a run of like inputs is wired from its start
    if (spec.spare && rank++ > 1) continue;
    const source = find(port, spec.type);
    if (source) wires.push(`${source} > ${id}.${port}`);
    else if (!spec.optional) return null;
  }
  return wires;
}
