import type { Program, ProgramNode, Slot } from "../compiler/program.ts";
import { edgeConditionOf } from "../engine/edge-condition.ts";

/** An output of a node. */
export type PortPlace = { readonly nodeId: string; readonly portId: string };

/** A condition on the way back from an order: the input that reads it, and its column. */
type Step = { readonly node: ProgramNode; readonly port: string; readonly slot: Slot };

/** 1 is true, 0 false, null or NaN unknown. */
type ReadSlot = (slot: Slot) => number | null | undefined;

type Blocker = {
  /** The condition that held the order back; null where none did. */
  readonly at: Step | null;
  /** The condition is true, and was before: the event that the order waits for is its turning true. */
  readonly isTrueBefore: boolean;
};

/**
 * Walks back from an order along conditions that are not true, to the first one that is fed by plain values. It goes by columns, so
 * that nodes that share one, and what stands in blocks, are found as well.
 */
export class BlockerWalk {
  readonly #program: Program;
  readonly #names = new Map<Slot, string>();
  /** Per column, the conditions that the node which writes it reads. */
  readonly #behind = new Map<Slot, readonly Step[]>();
  /** Columns of events that the compiler has made of conditions, and those conditions. */
  readonly #conditions = new Map<Slot, Slot>();

  constructor(program: Program) {
    this.#program = program;
    for (const [name, slot] of program.ports) if (!this.#names.has(slot)) this.#names.set(slot, name);
    for (const node of program.nodes) {
      for (const slot of Object.values(node.outputs)) {
        const condition = edgeConditionOf(program, slot);
        if (condition !== null) this.#conditions.set(slot, condition);
      }
    }
    for (const node of program.nodes) {
      const steps = this.#stepsOf(node);
      for (const slot of Object.values(node.outputs)) this.#behind.set(slot, steps);
    }
  }

  find(order: ProgramNode, trigger: string, read: ReadSlot): Blocker {
    const event = order.inputs[trigger]!;
    const condition = this.#conditions.get(event);
    let at: Step = { node: order, port: trigger, slot: condition ?? event };
    if (read(at.slot) === 1) return { at: null, isTrueBefore: condition !== undefined };
    let found: Step | null = null;
    while (true) {
      if (this.#names.has(at.slot)) found = at;
      const next = this.#nextBack(at.slot, read);
      if (next === undefined) return { at: found, isTrueBefore: false };
      at = next;
    }
  }

  /** What is wired there goes by the name that the user gave it, though an equal node may do its work. */
  placeOf({ node, port, slot }: Step): PortPlace {
    const { document, ports } = this.#program;
    const wired = document.edges.find(({ to, from }) => {
      return to.node === node.id && to.port === port && ports.get(`${from.node}.${from.port}`) === slot;
    });
    if (wired) return { nodeId: wired.from.node, portId: wired.from.port };
    const name = this.#names.get(slot) ?? "";
    const dot = name.lastIndexOf(".");
    return { nodeId: name.slice(0, dot), portId: name.slice(dot + 1) };
  }

  #stepsOf(node: ProgramNode): Step[] {
    return Object.entries(node.inputs)
      .filter(([port]) => node.connected[port] && isCondition(node.definition.inputs[port]?.type))
      .map(([port, slot]) => ({ node, port, slot: this.#conditions.get(slot) ?? slot }))
      .filter(({ slot }) => this.#names.has(slot));
  }

  /** Of the conditions that are not true, the first that is as the result is: a false one, where another is unknown, has decided. */
  #nextBack(result: Slot, read: ReadSlot): Step | undefined {
    const value = read(result);
    let first: Step | undefined;
    for (const step of this.#behind.get(result) ?? []) {
      const own = read(step.slot);
      if (own === 1) continue;
      if (Object.is(own, value)) return step;
      first ??= step;
    }
    return first;
  }
}

function isCondition(type: string | undefined): boolean {
  return type === "boolean" || type === "event";
}
