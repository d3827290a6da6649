import { canonicalJson } from "../graph/canonical.ts";
import { BAR_FIELDS } from "../market/bars.ts";
import type { Timeframe } from "../market/timeframe.ts";
import { timeframeMilliseconds } from "../market/timeframe.ts";
import { ACCOUNT_FIELDS, type NodeDefinition } from "../nodes/define-node.ts";
import { risingEdge } from "../nodes/kinds/logic/rising-edge.ts";
import type { ClockMap } from "./check-clocks.ts";
import {
  BASE_CLOCK,
  type ClockPlan,
  FIRST_ACCOUNT_SLOT,
  FIRST_FREE_SLOT,
  type Program,
  type ProgramNode,
  RESAMPLER_CELLS,
  type Slot,
  type Stage,
  type StateField,
  UNKNOWN_SLOT,
} from "./program.ts";
import type { ResolvedNode } from "./resolve-nodes.ts";
import type { Wiring } from "./wire.ts";

type Layout = Omit<Program, "document" | "settings" | "semanticHash" | "required">;

/** What is known of a slot's value: when it is computed and from which bar on it can be trusted. */
type SlotFacts = {
  readonly stage: Stage;
  /** In bars of the strategy's own timeframe. */
  readonly warmup: number;
  readonly settle: number;
  readonly clock: number;
};
const PLAIN: SlotFacts = { stage: "signal", warmup: 0, settle: 0, clock: BASE_CLOCK };

export type LayoutTask = {
  /** The live nodes, in order of execution. */
  readonly nodes: readonly ResolvedNode[];
  readonly wiring: Wiring;
  readonly clocks: ClockMap;
  readonly base: Timeframe;
};

/** Gives every live port a slot and every node its state, merging equal sub-expressions. */
export function layOut({ nodes, wiring, clocks, base }: LayoutTask): Layout {
  const builder = new LayoutBuilder(base);
  for (const node of nodes) builder.place(node, wiring, clocks.get(node.id) ?? base);
  return builder.finish();
}

class LayoutBuilder {
  readonly #nodes: ProgramNode[] = [];
  readonly #facts = new Map<Slot, SlotFacts>();
  readonly #ports = new Map<string, Slot>();
  readonly #constants = new Map<number, Slot>();
  readonly #merged = new Map<string, Readonly<Record<string, Slot>>>();
  readonly #clocks: ClockPlan[] = [];
  readonly #base: Timeframe;
  #slotCount = FIRST_FREE_SLOT;
  #stateSize = 0;

  constructor(base: Timeframe) {
    this.#base = base;
  }

  place(node: ResolvedNode, wiring: Wiring, timeframe: Timeframe): void {
    const clock = this.#clockOf(timeframe);
    const inputs: Record<string, Slot> = {};
    const connected: Record<string, boolean> = {};
    for (const [port, spec] of Object.entries(node.definition.inputs)) {
      const source = wiring.get(node.id)?.get(port);
      connected[port] = source !== undefined;
      if (!source) inputs[port] = spec.default === undefined ? UNKNOWN_SLOT : this.#constant(spec.default);
      else {
        const slot = this.#ports.get(`${source.node}.${source.port}`)!;
        inputs[port] = source.conversion === "edge" ? this.#convert(slot, `${node.id}.${port}`, clock) : slot;
      }
    }
    const outputs = this.#add({
      id: node.id,
      definition: node.definition,
      params: node.params,
      inputs,
      connected,
      clock,
    });
    for (const [port, slot] of Object.entries(outputs)) this.#ports.set(`${node.id}.${port}`, slot);
  }

  finish(): Layout {
    const indexes = this.#nodes.map((_, index) => index);
    const orders = indexes.filter((index) => this.#nodes[index]!.definition.triggers !== undefined);
    const roots = this.#nodes.filter((node) => node.definition.triggers ?? node.definition.protection);
    return {
      nodes: this.#nodes,
      slotCount: this.#slotCount,
      constants: [...this.#constants].map(([value, slot]) => ({ slot, value })),
      stateSize: this.#stateSize,
      clocks: this.#clocks,
      orders,
      protections: indexes.filter((index) => this.#nodes[index]!.definition.protection !== undefined),
      decidesEveryBar: this.#nodes.some((node) => this.#mustDecide(node)),
      warmup: Math.max(0, ...roots.map((node) => node.warmup)),
      settle: Math.max(0, ...roots.map((node) => node.settle)),
      ports: this.#ports,
    };
  }

  /** A condition on account state, or memory of the decision stage, cannot be seen in a column computed beforehand. */
  #mustDecide(node: ProgramNode): boolean {
    if (node.stage === "signal") return false;
    if (node.definition.triggers)
      return node.definition.triggers.some((port) => this.#factsOf(node.inputs[port]!).stage === "decision");
    return Object.keys(node.state).length > 0;
  }

  #clockOf(timeframe: Timeframe): number {
    if (timeframe === this.#base) return BASE_CLOCK;
    const known = this.#clocks.findIndex((plan) => plan.timeframe === timeframe);
    if (known >= 0) return known + 1;
    const market = BAR_FIELDS.map(() => this.#slotCount++);
    const state = { offset: this.#stateSize, length: RESAMPLER_CELLS };
    this.#stateSize += RESAMPLER_CELLS;
    this.#clocks.push({ timeframe, market, state });
    // the bar under way when the data begins is cut short, so the second one is the first to trust
    const warmup = 2 * this.#ratio(this.#clocks.length);
    for (const slot of market) this.#facts.set(slot, { ...PLAIN, warmup, clock: this.#clocks.length });
    return this.#clocks.length;
  }

  /** Base bars that one bar of a clock lasts at most. */
  #ratio(clock: number): number {
    const plan = this.#clocks[clock - 1];
    return plan ? Math.ceil(timeframeMilliseconds(plan.timeframe) / timeframeMilliseconds(this.#base)) : 1;
  }

  #factsOf(slot: Slot): SlotFacts {
    return this.#facts.get(slot) ?? PLAIN;
  }

  #constant(value: number): Slot {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const slot = this.#slotCount++;
    this.#constants.set(value, slot);
    return slot;
  }

  #convert(slot: Slot, place: string, clock: number): Slot {
    const outputs = this.#add({
      id: `${place}~edge`,
      definition: risingEdge,
      params: {},
      inputs: { condition: slot },
      connected: { condition: true },
      clock,
    });
    return outputs["event"]!;
  }

  /** Adds a node unless an equal one is there, and returns the slots of its outputs. */
  #add(
    node: Pick<ProgramNode, "id" | "definition" | "params" | "inputs" | "connected" | "clock">,
  ): Readonly<Record<string, Slot>> {
    const { definition } = node;
    const fixed = this.#fixedOutputs(definition, node.params, node.clock);
    if (fixed) return fixed;
    const key = `${definition.kind}@${definition.version}|${canonicalJson(node.params)}|${canonicalJson(node.inputs)}|${node.clock}`;
    const acts = definition.triggers !== undefined || definition.protection !== undefined;
    const known = acts ? undefined : this.#merged.get(key);
    if (known) return known;
    const ratio = this.#ratio(node.clock);
    const sourceClock = this.#factsOf(Object.values(node.inputs)[0] ?? UNKNOWN_SLOT).clock;
    const feeding = Object.values(node.inputs).map((slot) => this.#factsOf(slot));
    const facts: SlotFacts = {
      stage:
        definition.triggers !== undefined || feeding.some((fact) => fact.stage === "decision") ? "decision" : "signal",
      warmup: definition.warmup(node.params) * ratio + Math.max(0, ...feeding.map((fact) => fact.warmup)),
      settle: (definition.settle?.(node.params) ?? 0) * ratio + Math.max(0, ...feeding.map((fact) => fact.settle)),
      clock: node.clock,
    };
    const outputs: Record<string, Slot> = {};
    for (const port of Object.keys(definition.outputs)) {
      const slot = this.#slotCount++;
      outputs[port] = slot;
      this.#facts.set(slot, facts);
    }
    this.#nodes.push({ ...node, ...facts, sourceClock, outputs, state: this.#allocate(definition, node.params) });
    this.#merged.set(key, outputs);
    return outputs;
  }

  /** Outputs that are market columns, account state or constants need no kernel and no slot of their own. */
  #fixedOutputs(
    definition: NodeDefinition,
    params: Readonly<Record<string, unknown>>,
    clock: number,
  ): Record<string, Slot> | null {
    const outputs: Record<string, Slot> = {};
    const market = this.#clocks[clock - 1]?.market;
    for (const [port, field] of Object.entries(definition.market ?? {})) {
      const at = BAR_FIELDS.indexOf(field);
      outputs[port] = market ? market[at]! : at;
    }
    for (const [port, field] of Object.entries(definition.account ?? {})) {
      const slot = FIRST_ACCOUNT_SLOT + ACCOUNT_FIELDS.indexOf(field);
      outputs[port] = slot;
      this.#facts.set(slot, { ...PLAIN, stage: "decision" });
    }
    for (const [port, value] of Object.entries(definition.constant?.(params) ?? {}))
      outputs[port] = this.#constant(value);
    return definition.compile ? null : outputs;
  }

  #allocate(definition: NodeDefinition, params: Readonly<Record<string, unknown>>): Record<string, StateField> {
    const fields: Record<string, StateField> = {};
    for (const [name, length] of Object.entries(definition.state?.(params) ?? {})) {
      fields[name] = { offset: this.#stateSize, length };
      this.#stateSize += length;
    }
    return fields;
  }
}
