import { z } from "zod";

/** What goes wrong on the way to or from the matching engine. */
const Effect = z.discriminatedUnion("kind", [
  /** The request is worked off and the connection then breaks. */
  z.object({ kind: z.literal("lose-response") }),
  /** The connection breaks before the request is worked off. */
  z.object({ kind: z.literal("lose-request") }),
  /** The request is worked off and the answer waits. */
  z.object({ kind: z.literal("late-response"), milliseconds: z.number() }),
  /** The request is worked off only after a wait; the caller may have given up by then. */
  z.object({ kind: z.literal("late-request"), milliseconds: z.number() }),
  /** It is answered with a status of the protocol and not worked off. */
  z.object({
    kind: z.literal("status"),
    status: z.int(),
    body: z.string().optional(),
    retryAfter: z.number().optional(),
  }),
  /** It is worked off and answered with a status nonetheless, as an overloaded gateway does. */
  z.object({ kind: z.literal("status-after"), status: z.int(), body: z.string().optional() }),
  /** Of the order that is placed only so much fills at once. */
  z.object({ kind: z.literal("partial-fill"), quantity: z.number() }),
  /** The order is taken and refused by the exchange a moment later. */
  z.object({ kind: z.literal("late-reject"), reason: z.string() }),
  /** The order fills as it is cancelled: the cancel is confirmed first. */
  z.object({ kind: z.literal("fill-after-cancel") }),
  z.object({ kind: z.literal("update-twice") }),
  /** The update comes after the one that follows it. */
  z.object({ kind: z.literal("update-later") }),
  z.object({ kind: z.literal("update-never") }),
]);

export const Fault = z.object({
  broker: z.string(),
  /** What it befalls: "place", "change", "cancel", "orders", "update" ..., or "*". */
  action: z.string(),
  effect: Effect,
  times: z.int().positive().default(1),
});
export type Fault = z.infer<typeof Fault>;
export type FaultKind = Fault["effect"]["kind"];
type EffectOf<Kind extends FaultKind> = Extract<Fault["effect"], { readonly kind: Kind }>;

export class FaultInjector {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  get pending(): readonly Fault[] {
    return this.#faults;
  }

  /** Returns the first fault of one of the kinds that befalls the action, once for each time that it was asked for. */
  take<Kind extends FaultKind>(broker: string, action: string, kinds: readonly Kind[]): EffectOf<Kind> | null {
    const at = this.#faults.findIndex(
      (fault) =>
        fault.broker === broker &&
        (fault.action === action || fault.action === "*") &&
        (kinds as readonly FaultKind[]).includes(fault.effect.kind),
    );
    const fault = this.#faults[at];
    if (fault === undefined) return null;
    if (fault.times === 1) this.#faults.splice(at, 1);
    else this.#faults[at] = { ...fault, times: fault.times - 1 };
    return fault.effect as EffectOf<Kind>;
  }
}

/** Sends updates as the faults say: at once, twice, after the next one, or never. */
export class UpdatePipe {
  #held: (() => void)[] = [];
  readonly #faults: FaultInjector;
  readonly #broker: string;

  constructor(faults: FaultInjector, broker: string) {
    this.#faults = faults;
    this.#broker = broker;
  }

  send(deliver: () => void): void {
    const effect = this.#faults.take(this.#broker, "update", ["update-twice", "update-later", "update-never"]);
    if (effect?.kind === "update-later") {
      this.#held.push(deliver);
      return;
    }
    if (effect?.kind !== "update-never") deliver();
    if (effect?.kind === "update-twice") deliver();
    for (const late of this.#held.splice(0)) late();
  }
}
