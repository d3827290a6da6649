import type { Program } from "../compiler/program.ts";
import { REPORT_CODES, type ReportCode } from "../nodes/report-code.ts";
import { BlockerWalk, type PortPlace } from "./blocker-walk.ts";

/** What one order node did at the bar, and the first input that held it back. */
export type OrderReading = {
  readonly nodeId: string;
  readonly code: ReportCode;
  readonly reason: string;
  /** The node and port nearest to the market whose value kept the order from firing, walking back from the order. */
  readonly heldBackBy: PortPlace | null;
};

/** Value of every port, "node.port"; null where unknown. */
export type PortValues = Readonly<Record<string, number | null>>;

/** Returns what each order node said of itself at a bar, and the first input that held it back. */
export function readOrders(program: Program, reports: readonly ReportCode[], values: PortValues): OrderReading[] {
  const walk = new BlockerWalk(program);
  const bySlot = new Map([...program.ports].map(([name, slot]) => [slot, values[name] ?? null]));
  return program.orders.map((index, rank) => {
    const node = program.nodes[index]!;
    const code = reports[rank]!;
    const waits = code === "trigger-false" || code === "trigger-unknown";
    const trigger = node.definition.triggers![0];
    if (!waits || trigger === undefined) return { nodeId: node.id, code, reason: REPORT_CODES[code], heldBackBy: null };
    const { at, isTrueBefore } = walk.find(node, trigger, (slot) => bySlot.get(slot));
    const told = isTrueBefore && code === "trigger-false" ? "true-before" : code;
    const heldBackBy = at === null ? null : walk.placeOf(at);
    return { nodeId: node.id, code: told, reason: REPORT_CODES[told], heldBackBy };
  });
}
