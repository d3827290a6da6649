import type { Program, ProgramNode, Slot } from "../compiler/program.ts";
import type { Protection } from "../nodes/define-node.ts";
import type { NodeIntent } from "../nodes/order-intent.ts";
import type { Attachment } from "./working-order.ts";

/** One protection of the strategy, and the column that holds its distance. */
type Planned = { readonly nodeId: string; readonly slot: Slot; readonly protection: Protection };
type Form = { -readonly [K in keyof Attachment]: Attachment[K] };
type Place = { readonly slots: readonly Float64Array[]; readonly at: number };

const NOTHING: readonly Attachment[] = [];
const WHOLE = { part: null, after: 0, move: null, isRisk: false } as const;

/** Knows what entries take along: their own stop and target, and of the strategy's those of which they have none. */
export class EntryAttachments {
  readonly #plan: readonly Planned[];
  /** Some of them stand in multiples of the risk. */
  readonly #hasRisk: boolean;
  /** What was made last, and what of it may be written anew: most strategies ask for many entries that the account cannot pay. */
  #last: readonly Form[] | null = null;
  #spare: readonly Form[] | null = null;

  constructor(program: Program) {
    this.#plan = program.protections.flatMap((index) => {
      const { id, definition, params, outputs } = program.nodes[index]!;
      return definition.protection!(params).map((protection) => {
        return { nodeId: id, slot: outputs[protection.output]!, protection };
      });
    });
    this.#hasRisk = this.#plan.some(({ protection }) => protection.unit === "risk");
  }

  /**
   * Returns them for an entry that a node asks for, or for one of the portfolio where both are null. `slots` are the lane's
   * columns, `at` is the bar of the decision.
   */
  of(from: ProgramNode | null, intent: NodeIntent | null, place: Place): readonly Attachment[] {
    if (intent !== null && intent.action !== "enter" && intent.action !== "target") return NOTHING;
    const own = intent?.action === "enter" ? intent.protect : undefined;
    if (own === undefined && this.#plan.length === 0) return NOTHING;
    if (own === undefined && !this.#hasRisk) return this.#planned(place);
    const missing = this.#plan.filter(({ protection }) => !own?.some((one) => one.role === protection.role));
    const attachments: Attachment[] = (own ?? []).map((one) => ({ ...one, ...WHOLE, nodeId: from?.id ?? "" }));
    for (const planned of missing) attachments.push(formOf(planned, place));
    return attachments.some(({ isRisk }) => isRisk) ? attachments.map((one) => inMoney(one, attachments)) : attachments;
  }

  /** Takes back what an entry that came to nothing was to take along; nobody keeps it. */
  giveBack(attachments: readonly Attachment[]): void {
    if (attachments === this.#last) this.#spare = this.#last;
  }

  #planned(place: Place): readonly Attachment[] {
    const forms = this.#spare;
    this.#spare = null;
    if (forms === null) {
      this.#last = this.#plan.map((planned) => formOf(planned, place));
      return this.#last;
    }
    for (let k = 0; k < forms.length; k++) forms[k]!.distance = distanceOf(this.#plan[k]!, place);
    return forms;
  }
}

function formOf(planned: Planned, place: Place): Form {
  const { role, unit, part, move, after } = planned.protection;
  const isRisk = unit === "risk";
  return {
    role,
    unit: isRisk ? "price" : unit,
    distance: distanceOf(planned, place),
    part: part ?? null,
    after: after ?? 0,
    move: move ?? null,
    isRisk,
    nodeId: planned.nodeId,
  };
}

function distanceOf({ slot, protection }: Planned, { slots, at }: Place): number {
  return (protection.times ?? 1) * slots[slot]![at]!;
}

/** Turns multiples of the risk into the unit of the stop; unknown where nothing stops the position. */
function inMoney(attachment: Attachment, all: readonly Attachment[]): Attachment {
  if (!attachment.isRisk) return attachment;
  const stop = all.find(({ role }) => role === "stop") ?? all.find(({ role }) => role === "trail");
  if (!stop) return { ...attachment, distance: Number.NaN, isRisk: false };
  return { ...attachment, unit: stop.unit, distance: attachment.distance * stop.distance, isRisk: false };
}
