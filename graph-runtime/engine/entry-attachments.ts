import type { Program, ProgramNode, Slot } from "../compiler/program.ts";
import type { Protection } from "../nodes/define-node.ts";
import type { NodeIntent } from "../nodes/order-intent.ts";
import type { Attachment } from "./working-order.ts";

/** One protection of the strategy, and the column that holds its distance. */
type Planned = { readonly nodeId: string; readonly slot: Slot; readonly protection: Protection };

const NOTHING: readonly Attachment[] = [];
const WHOLE = { part: null, after: 0, move: null, isRisk: false } as const;

/** Knows what entries take along: their own stop and target, and of the strategy's those of which they have none. */
export class EntryAttachments {
  readonly #plan: readonly Planned[];

  constructor(program: Program) {
    this.#plan = program.protections.flatMap((index) => {
      const { id, definition, params, outputs } = program.nodes[index]!;
      return definition.protection!(params).map((protection) => {
        return { nodeId: id, slot: outputs[protection.output]!, protection };
      });
    });
  }

  /**
   * Returns them for an entry that a node asks for, or for one of the portfolio where both are null. `slots` are the lane's
   * columns, `at` is the bar of the decision.
   */
  of(
    from: ProgramNode | null,
    intent: NodeIntent | null,
    { slots, at }: { readonly slots: readonly Float64Array[]; readonly at: number },
  ): readonly Attachment[] {
    if (intent !== null && intent.action !== "enter" && intent.action !== "target") return NOTHING;
    const own = intent?.action === "enter" ? intent.protect : undefined;
    if (own === undefined && this.#plan.length === 0) return NOTHING;
    const attachments: Attachment[] = (own ?? []).map((one) => ({ ...one, ...WHOLE, nodeId: from?.id ?? "" }));
    let hasRisk = false;
    for (const { nodeId, slot, protection } of this.#plan) {
      const { role, unit, part, move, after, times = 1 } = protection;
      if (own?.some((one) => one.role === role)) continue;
      const isRisk = unit === "risk";
      hasRisk ||= isRisk;
      attachments.push({
        role,
        unit: isRisk ? "price" : unit,
        distance: times * slots[slot]![at]!,
        part: part ?? null,
        after: after ?? 0,
        move: move ?? null,
        isRisk,
        nodeId,
      });
    }
    return hasRisk ? attachments.map((one) => inMoney(one, attachments)) : attachments;
  }
}

/** Turns multiples of the risk into the unit of the stop; unknown where nothing stops the position. */
function inMoney(attachment: Attachment, all: readonly Attachment[]): Attachment {
  if (!attachment.isRisk) return attachment;
  const stop = all.find(({ role }) => role === "stop") ?? all.find(({ role }) => role === "trail");
  if (!stop) return { ...attachment, distance: Number.NaN, isRisk: false };
  return { ...attachment, unit: stop.unit, distance: attachment.distance * stop.distance, isRisk: false };
}
