import type { Program } from "../compiler/program.ts";
import { REPORT_CODES, type ReportCode } from "../nodes/report-code.ts";

/** What one order node did at the bar, and the first input that held it back. */
export type OrderReading = {
  readonly nodeId: string;
  readonly code: ReportCode;
  readonly reason: string;
  /** The node and port nearest to the market whose value kept the order from firing, walking back from the order. */
  readonly heldBackBy: { readonly nodeId: string; readonly portId: string } | null;
};

/** Value of every port, "node.port"; null where unknown. */
export type PortValues = Readonly<Record<string, number | null>>;

/** Returns what each order node said of itself at a bar, and the first input that held it back. */
export function readOrders(program: Program, reports: readonly ReportCode[], values: PortValues): OrderReading[] {
  return program.orders.map((index, rank) => {
    const node = program.nodes[index]!;
    const code = reports[rank]!;
    const waits = code === "trigger-false" || code === "trigger-unknown";
    const trigger = node.definition.triggers![0];
    return {
      nodeId: node.id,
      code,
      reason: REPORT_CODES[code],
      heldBackBy: waits && trigger !== undefined ? findBlocker(program, node.id, trigger, values) : null,
    };
  });
}

/** Walks back from an input along conditions that are not true, to the first one that is fed by plain values. */
function findBlocker(program: Program, nodeId: string, port: string, values: PortValues): OrderReading["heldBackBy"] {
  const { edges } = program.document;
  const types = (id: string, output: string): string | undefined => {
    const kind = program.nodes.find((node) => node.id === id);
    return kind?.definition.outputs[output]?.type;
  };
  let at = { node: nodeId, port };
  let found: OrderReading["heldBackBy"] = null;
  for (let depth = 0; depth < edges.length + 1; depth++) {
    const source = edges.find((edge) => edge.to.node === at.node && edge.to.port === at.port)?.from;
    if (!source || values[`${source.node}.${source.port}`] === 1) break;
    found = { nodeId: source.node, portId: source.port };
    const next = edges.find((edge) => {
      if (edge.to.node !== source.node) return false;
      const type = types(edge.from.node, edge.from.port);
      return (type === "boolean" || type === "event") && values[`${edge.from.node}.${edge.from.port}`] !== 1;
    });
    if (!next) break;
    at = next.to;
  }
  return found;
}
