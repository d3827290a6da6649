import type { Program, ProgramNode } from "../compiler/program.ts";
import type { OrderIntent } from "../nodes/order-intent.ts";
import type { Attachment } from "./working-order.ts";

type Task = {
  readonly program: Program;
  /** The node that asks, and for what; null where the portfolio does. */
  readonly from: ProgramNode | null;
  readonly intent: OrderIntent | null;
  /** Values of the lane's slots at the bar of the decision. */
  readonly readSlot: (slot: number) => number;
};

/** Returns what an entry takes along: its own stop and target, and of the strategy's those of which it has none. */
export function entryAttachments({ program, from, intent, readSlot }: Task): readonly Attachment[] {
  if (program.protections.length === 0 && (intent?.action !== "enter" || intent.protect === undefined)) return NOTHING;
  const own = intent?.action === "enter" ? intent.protect : undefined;
  const attachments: Attachment[] = (own ?? []).map((one) => ({ ...one, ...WHOLE, nodeId: from?.id ?? "" }));
  for (const index of program.protections) {
    const node = program.nodes[index]!;
    for (const protection of node.definition.protection!(node.params)) {
      const { role, unit, output, part, move, times = 1 } = protection;
      if (own?.some((one) => one.role === role)) continue;
      attachments.push({
        role,
        unit: unit === "risk" ? "price" : unit,
        distance: times * readSlot(node.outputs[output]!),
        part: part ?? null,
        after: protection.after ?? 0,
        move: move ?? null,
        isRisk: unit === "risk",
        nodeId: node.id,
      });
    }
  }
  return attachments.some(({ isRisk }) => isRisk) ? attachments.map((one) => inMoney(one, attachments)) : attachments;
}

const NOTHING: readonly Attachment[] = [];
const WHOLE = { part: null, after: 0, move: null, isRisk: false } as const;

/** Turns multiples of the risk into the unit of the stop; unknown where nothing stops the position. */
function inMoney(attachment: Attachment, all: readonly Attachment[]): Attachment {
  if (!attachment.isRisk) return attachment;
  const stop = all.find(({ role }) => role === "stop") ?? all.find(({ role }) => role === "trail");
  if (!stop) return { ...attachment, distance: Number.NaN, isRisk: false };
  return { ...attachment, unit: stop.unit, distance: attachment.distance * stop.distance, isRisk: false };
}
