import { canonicalJson } from "../graph/canonical.ts";
import { BAR_FIELDS } from "../market/bars.ts";
import type { Timeframe } from "../market/timeframe.ts";
import { timeframeMilliseconds } from "../market/timeframe.ts";
import { ACCOUNT_FIELDS, type Domain, type NodeDefinition } from "../nodes/define-node.ts";
import { risingEdge } from "../nodes/kinds/logic/rising-edge.ts";
import type { Clock, ClockMap } from "./check-clocks.ts";
import type { DomainMap } from "./check-domains.ts";
import {
  BASE_CLOCK,
  type ClockPlan,
  FIRST_ACCOUNT_SLOT,
  FIRST_FREE_SLOT,
  type ForeignPlan,
  OUTSIDE_CELLS,
  type OutsidePlan,
  type Probe,
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

type Layout = Omit<Program, "document" | "settings" | "semanticHash" | "required" | "guards">;

/** What is known of a slot's value: when it is computed and from which bar on it can be trusted. */
type SlotFacts = {
  readonly stage: Stage;
  /** In bars of the strategy's own timeframe. */
  readonly warmup: number;
  readonly settle: number;
  readonly clock: number;
  readonly level: number;
};
const PLAIN: SlotFacts = { stage: "signal", warmup: 0, settle: 0, clock: BASE_CLOCK, level: 0 };

export type LayoutTask = {
  /** The live nodes, in order of execution. */
  readonly nodes: readonly ResolvedNode[];
  readonly wiring: Wiring;
  readonly clocks: ClockMap;
  readonly domains: DomainMap;
  readonly base: Timeframe;
  /** Gives equal sub-expressions slots of their own, so that other parameters fit the same layout. */
  readonly keepApart?: boolean;
};

/** Gives every live port a slot and every node its state, merging equal sub-expressions. */
export function layOut({ nodes, wiring, clocks, domains, base, keepApart = false }: LayoutTask): Layout {
  const builder = new LayoutBuilder(base, keepApart);
  for (const node of nodes)
    for (const domain of domains.get(node.id) ?? [])
      builder.place(node, wiring, { at: clocks.get(node.id) ?? { timeframe: base, instrument: null }, domain });
  return builder.finish();
}

class LayoutBuilder {
  readonly #nodes: ProgramNode[] = [];
  readonly #facts = new Map<Slot, SlotFacts>();
  readonly #ports = new Map<string, Slot>();
  readonly #constants = new Map<number, Slot>();
  /** Ports as the portfolio sees them, where a node is computed for it. */
  readonly #shared = new Map<string, Slot>();
  readonly #foreign: ForeignPlan[] = [];
  readonly #outside: OutsidePlan[] = [];
  readonly #instruments = new Map<string, string>();
  readonly #merged = new Map<string, Readonly<Record<string, Slot>>>();
  readonly #clocks: ClockPlan[] = [];
  readonly #probes: Probe[] = [];
  readonly #base: Timeframe;
  readonly #keepApart: boolean;
  #slotCount = FIRST_FREE_SLOT;
  #stateSize = 0;
  #portfolioStateSize = 0;
  #benchmark: string | null = null;

  constructor(base: Timeframe, keepApart: boolean) {
    this.#base = base;
    this.#keepApart = keepApart;
  }

  place(node: ResolvedNode, wiring: Wiring, { at, domain }: Place): void {
    const { id, definition, params } = node;
    if (definition.instrument) {
      this.#instruments.set(id, definition.instrument(params));
      return;
    }
    const clock = this.#clockOf(at);
    const inputs: Record<string, Slot> = {};
    const connected: Record<string, boolean> = {};
    let named: string | null = null;
    for (const [port, spec] of Object.entries(definition.inputs)) {
      const source = wiring.get(id)?.get(port);
      connected[port] = source !== undefined;
      if (!source) inputs[port] = spec.default === undefined ? UNKNOWN_SLOT : this.#constant(spec.default);
      else if (spec.type === "instrument") {
        named = this.#instruments.get(source.node) ?? null;
        inputs[port] = UNKNOWN_SLOT;
      } else {
        const wanted = definition.cross ? (spec.domain ?? "each") : domain;
        const name = `${source.node}.${source.port}`;
        const slot = (wanted === "all" ? this.#shared : this.#ports).get(name) ?? this.#shared.get(name)!;
        inputs[port] =
          source.conversion === "edge" ? this.#convert(slot, `${id}.${port}`, { clock, domain: wanted }) : slot;
      }
    }
    if (definition.benchmark !== undefined) this.#benchmark = named;
    if (definition.probe) this.#record({ id, name: definition.probe(params), inputs, domain });
    const isOnBase = clock === BASE_CLOCK && definition.market !== undefined;
    const market = named !== null && isOnBase ? this.#foreignMarket(named) : null;
    const outputs = this.#add({ id, definition, params, inputs, connected, clock, domain }, market);
    for (const [port, slot] of Object.entries(outputs)) {
      const isShared = definition.cross ? definition.outputs[port]!.domain === "all" : domain === "all";
      (isShared ? this.#shared : this.#ports).set(`${id}.${port}`, slot);
    }
  }

  #record({ id, name, inputs, domain }: { id: string; name: string; inputs: Record<string, Slot>; domain: Domain }) {
    const slot = Object.values(inputs)[0]!;
    this.#probes.push({ nodeId: id, name, slot, stage: this.#factsOf(slot).stage, domain });
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
      portfolioStateSize: this.#portfolioStateSize,
      levels: this.#nodes.reduce((most, node) => Math.max(most, node.level), 0),
      shared: this.#nodes.flatMap((node) =>
        Object.entries(node.outputs)
          .filter(([port]) => isShared(node, port))
          .map(([, slot]) => slot),
      ),
      foreign: this.#foreign,
      outside: this.#outside,
      benchmark: this.#benchmark,
      clocks: this.#clocks,
      orders,
      protections: indexes.filter((index) => this.#nodes[index]!.definition.protection !== undefined),
      // what the account decides is there only where it was asked for
      decidesEveryBar:
        this.#nodes.some((node) => this.#mustDecide(node)) || this.#probes.some(({ stage }) => stage === "decision"),
      probes: this.#probes,
      watchesPosition: this.#nodes.some((node) => node.definition.watches === "position"),
      warmup: Math.max(0, ...roots.map((node) => node.warmup)),
      settle: Math.max(0, ...roots.map((node) => node.settle)),
      ports: new Map([...this.#shared, ...this.#ports]),
    };
  }

  /** A condition on account state, or memory of the decision stage, cannot be seen in a column computed beforehand. */
  #mustDecide(node: ProgramNode): boolean {
    if (node.stage === "signal") return false;
    if (node.definition.triggers)
      return node.definition.triggers.some((port) => this.#factsOf(node.inputs[port]!).stage === "decision");
    return Object.keys(node.state).length > 0;
  }

  #clockOf({ timeframe, instrument }: Clock): number {
    if (timeframe === this.#base) return BASE_CLOCK;
    const source = instrument === null ? null : this.#foreignMarket(instrument);
    const known = this.#clocks.findIndex((plan) => plan.timeframe === timeframe && plan.source === source);
    if (known >= 0) return known + 1;
    const market = BAR_FIELDS.map(() => this.#slotCount++);
    const state = { offset: this.#stateSize, length: RESAMPLER_CELLS };
    this.#stateSize += RESAMPLER_CELLS;
    this.#clocks.push({ timeframe, source, market, state });
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

  #convert(slot: Slot, place: string, where: { readonly clock: number; readonly domain: Domain }): Slot {
    const outputs = this.#add({
      id: `${place}~edge`,
      definition: risingEdge,
      params: {},
      inputs: { condition: slot },
      connected: { condition: true },
      ...where,
    });
    return outputs["event"]!;
  }

  /** Adds a node unless an equal one is there, and returns the slots of its outputs. */
  #add(
    node: Pick<ProgramNode, "id" | "definition" | "params" | "inputs" | "connected" | "clock" | "domain">,
    foreign: readonly Slot[] | null = null,
  ): Readonly<Record<string, Slot>> {
    const { definition } = node;
    const fixed = this.#fixedOutputs(definition, node.params, foreign ?? this.#clocks[node.clock - 1]?.market);
    if (fixed) return fixed;
    const { params: meant, inputs: read } = canonicalForm(node);
    const key = `${definition.kind}@${definition.version}|${canonicalJson(meant)}|${canonicalJson(read)}|${node.clock}|${node.domain}`;
    const acts = this.#keepApart || definition.triggers !== undefined || definition.protection !== undefined;
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
      level: levelOf(node, Math.max(0, ...feeding.map((fact) => fact.level))),
    };
    const outputs: Record<string, Slot> = {};
    for (const port of Object.keys(definition.outputs)) {
      const slot = this.#slotCount++;
      outputs[port] = slot;
      this.#facts.set(slot, facts);
    }
    const { id, params, inputs, connected, clock, domain } = node;
    const { stage, warmup, settle, level } = facts;
    const state = this.#allocate(node);
    // written out: copying two objects by spread took most of the time of a layout
    this.#nodes.push({
      id,
      definition,
      params,
      inputs,
      connected,
      clock,
      domain,
      stage,
      warmup,
      settle,
      level,
      sourceClock,
      outputs,
      state,
    });
    this.#merged.set(key, outputs);
    return outputs;
  }

  /** Outputs that are market columns, account state or constants need no kernel and no slot of their own. */
  #fixedOutputs(
    definition: NodeDefinition,
    params: Readonly<Record<string, unknown>>,
    market: readonly Slot[] | undefined,
  ): Record<string, Slot> | null {
    const outputs: Record<string, Slot> = {};
    for (const [port, field] of Object.entries(definition.market ?? {})) {
      const at = BAR_FIELDS.indexOf(field);
      outputs[port] = market ? market[at]! : at;
    }
    for (const [port, field] of Object.entries(definition.account ?? {})) {
      const slot = FIRST_ACCOUNT_SLOT + ACCOUNT_FIELDS.indexOf(field);
      outputs[port] = slot;
      this.#facts.set(slot, { ...PLAIN, stage: "decision" });
    }
    for (const [port, field] of Object.entries(definition.outside?.outputs ?? {}))
      outputs[port] = this.#outsidePlan(String(params[definition.outside!.name]))[field];
    for (const [port, value] of Object.entries(definition.constant?.(params) ?? {}))
      outputs[port] = this.#constant(value);
    return (definition.compile ?? definition.cross) ? null : outputs;
  }

  #outsidePlan(name: string): OutsidePlan {
    const known = this.#outside.find((plan) => plan.name === name);
    if (known) return known;
    const state = { offset: this.#stateSize, length: OUTSIDE_CELLS };
    this.#stateSize += OUTSIDE_CELLS;
    const plan = { name, received: this.#slotCount++, value: this.#slotCount++, state };
    this.#outside.push(plan);
    return plan;
  }

  #foreignMarket(symbol: string): readonly Slot[] {
    const known = this.#foreign.find((plan) => plan.symbol === symbol);
    if (known) return known.market;
    const market = BAR_FIELDS.map(() => this.#slotCount++);
    this.#foreign.push({ symbol, market });
    return market;
  }

  #allocate({ definition, params, domain }: Pick<ProgramNode, "definition" | "params" | "domain">) {
    const fields: Record<string, StateField> = {};
    for (const [name, length] of Object.entries(definition.state?.(params) ?? {})) {
      fields[name] = { offset: domain === "all" ? this.#portfolioStateSize : this.#stateSize, length };
      if (domain === "all") this.#portfolioStateSize += length;
      else this.#stateSize += length;
    }
    return fields;
  }
}

/** Returns a node as it is compared with others: inputs that may be exchanged in one order, whichever way they are wired. */
function canonicalForm({ definition, params, inputs, connected }: Wired): Pick<ProgramNode, "params" | "inputs"> {
  const { mirror } = definition;
  if (mirror) {
    const [one, other] = mirror.inputs;
    const isTurned = connected[one] && connected[other] && inputs[one]! > inputs[other]!;
    if (!isTurned) return { params, inputs };
    return { params: mirror.params(params), inputs: { ...inputs, [one]: inputs[other]!, [other]: inputs[one]! } };
  }
  const ports = definition.symmetric?.(params).filter((port) => connected[port]) ?? [];
  if (ports.length < 2) return { params, inputs };
  const slots = ports.map((port) => inputs[port]!).sort((one, other) => one - other);
  return { params, inputs: { ...inputs, ...Object.fromEntries(slots.map((slot, index) => [ports[index]!, slot])) } };
}

type Wired = Pick<ProgramNode, "definition" | "params" | "inputs" | "connected">;

type Place = { readonly at: Clock; readonly domain: Domain };

/** Lanes run at even levels and the portfolio at odd ones, as early as what feeds the node allows. */
function levelOf({ domain }: Pick<ProgramNode, "domain">, fed: number): number {
  const parity = domain === "all" ? 1 : 0;
  return fed % 2 === parity ? fed : fed + 1;
}

function isShared({ definition, domain }: ProgramNode, port: string): boolean {
  return definition.cross ? definition.outputs[port]?.domain === "all" : domain === "all";
}
