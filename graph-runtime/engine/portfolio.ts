import type { Program, ProgramNode, Slot } from "../compiler/program.ts";
import { invariant } from "../core/invariant.ts";
import { BAR_FIELDS, type BarField } from "../market/bars.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Kernel, MarketSlots } from "../nodes/define-node.ts";
import type { RebalanceIntent } from "../nodes/order-intent.ts";
import type { ReportCode } from "../nodes/report-code.ts";
import { type Lane, mapValues, rowsOf } from "./lane.ts";

export type PortfolioSetup = {
  readonly program: Program;
  readonly blockSize: number;
  /** What the strategy calls each lane, and each instrument that is only looked at. */
  readonly names: readonly string[];
  readonly references: readonly string[];
};

type Demand = {
  readonly program: Program;
  readonly blockSize: number;
  readonly instruments: readonly Instrument[];
  readonly names?: readonly string[];
  readonly references?: readonly string[];
};

/** Returns null where every instrument is on its own. */
export function openPortfolio({ program, blockSize, instruments, names, references = [] }: Demand): Portfolio | null {
  if (program.levels === 0 && program.foreign.length === 0 && references.length === 0) return null;
  const called = names ?? instruments.map(({ symbol }) => symbol);
  return new Portfolio({ program, blockSize, names: called, references });
}

export type RebalanceSink = (node: ProgramNode, intent: RebalanceIntent) => void;

/** What a program computes once for all its lanes: values that belong to no instrument, and kinds that see all of them side by side. */
export class Portfolio {
  readonly state: Float64Array;
  /** Market columns of the instruments that are only looked at; the driver fills them as it fills the lanes'. */
  readonly references: readonly MarketSlots[];
  /** Columns in which a 1 calls for a decision of the portfolio. */
  triggers: readonly Float64Array[] = [];
  /** True where a node of the decision stage sees all lanes. */
  readonly decides: boolean;
  readonly #setup: PortfolioSetup;
  readonly #market: MarketSlots;
  readonly #laneMarkets: readonly MarketSlots[];
  readonly #shared: ReadonlyMap<Slot, Float64Array>;
  #lanes: readonly Lane[] = [];
  #signal: readonly (readonly Kernel[])[] = [];
  #decision: readonly (readonly Kernel[])[] = [];
  /** Slots that lanes write in the decision stage. */
  readonly #decided: readonly Slot[];

  constructor(setup: PortfolioSetup) {
    const { program, names, references } = setup;
    const rows = rowsOf(program, setup.blockSize);
    this.#setup = setup;
    this.state = new Float64Array(program.portfolioStateSize);
    this.#laneMarkets = names.map(() => emptyMarket(rows));
    this.references = references.map(() => emptyMarket(rows));
    this.#market = emptyMarket(rows);
    for (const field of BAR_FIELDS) this.#market[field].fill(Number.NaN);
    const shared = new Map<Slot, Float64Array>();
    for (const slot of program.shared) shared.set(slot, new Float64Array(rows));
    for (const { slot, value } of program.constants) shared.set(slot, new Float64Array(rows).fill(value));
    for (const { symbol, market } of program.foreign) {
      const columns = this.#marketOf(symbol);
      market.forEach((slot, index) => {
        shared.set(slot, columns[BAR_FIELDS[index]!]);
      });
    }
    this.#shared = shared;
    this.decides = program.nodes.some((node) => node.domain === "all" && node.stage === "decision");
    this.#decided = program.nodes
      .filter((node) => node.domain === "each" && node.stage === "decision")
      .flatMap((node) => Object.values(node.outputs));
  }

  /** Returns the columns that a lane is given: those that all share, and its own market. */
  columnsOf(lane: number): ReadonlyMap<Slot, Float64Array> {
    const market = this.#laneMarkets[lane]!;
    return new Map([...this.#shared, ...BAR_FIELDS.map((field, slot): [Slot, Float64Array] => [slot, market[field]])]);
  }

  /** Builds the kernels, once the lanes are there. */
  connect(lanes: readonly Lane[], onIntent: RebalanceSink): void {
    const { program } = this.#setup;
    this.#lanes = lanes;
    const levels = Math.ceil(program.levels / 2);
    const signal = Array.from({ length: levels }, (): Kernel[] => []);
    const decision = Array.from({ length: levels }, (): Kernel[] => []);
    const triggers = new Set<Float64Array>();
    program.nodes.forEach((node, index) => {
      if (node.domain !== "all") return;
      const rank = program.orders.indexOf(index);
      const kernel = node.definition.cross ? this.#crossKernel(node, rank, onIntent) : this.#ownKernel(node);
      if (kernel) (node.stage === "signal" ? signal : decision)[(node.level - 1) / 2]!.push(kernel);
      for (const port of node.definition.triggers ?? []) triggers.add(this.#column(node.inputs[port]!));
    });
    this.#signal = signal;
    this.#decision = decision;
    this.triggers = [...triggers];
  }

  /** Goes on from where the lanes have computed what depends on nothing but themselves. */
  runSignals(count: number): void {
    this.#fillTime(count);
    for (let level = 1; level <= this.#setup.program.levels; level++) {
      if (level % 2 === 1) for (const kernel of this.#signal[(level - 1) / 2]!) kernel(0, count);
      else for (const lane of this.#lanes) lane.runLevel(level, count);
    }
  }

  /** Runs the decision stage of the lanes and the portfolio at one bar; `greet` makes a lane the one that acts. */
  decide(at: number, greet: (lane: number) => void): void {
    for (let level = 0; level <= this.#setup.program.levels; level++) {
      if (level % 2 === 1) {
        for (const kernel of this.#decision[(level - 1) / 2]!) kernel(at, at + 1);
        continue;
      }
      for (let index = 0; index < this.#lanes.length; index++) {
        const lane = this.#lanes[index]!;
        greet(index);
        // a bar that this instrument does not have decides nothing, and leaves no value of the block before
        if (!Number.isNaN(lane.market.close[at])) lane.decideLevel(level, at);
        else if (level === 0) for (const slot of this.#decided) lane.slots[slot]![at] = Number.NaN;
      }
    }
  }

  /** The time of a bar is that of any instrument that has it. */
  #fillTime(count: number): void {
    const markets = [...this.#laneMarkets, ...this.references];
    const { time } = this.#market;
    for (let i = 0; i < count; i++) {
      time[i] = Number.NaN;
      for (let at = 0; at < markets.length && Number.isNaN(time[i]!); at++) {
        const { close, time: own } = markets[at]!;
        if (!Number.isNaN(close[i]!)) time[i] = own[i]!;
      }
    }
  }

  #marketOf(symbol: string): MarketSlots {
    const { names, references } = this.#setup;
    const found = this.#laneMarkets[names.indexOf(symbol)] ?? this.references[references.indexOf(symbol)];
    invariant(found !== undefined, `no data was given for ${symbol}, which the strategy names`);
    return found;
  }

  /** A column of domain "all", or of a lane where every lane's is the same. */
  #column(slot: Slot): Float64Array {
    return this.#shared.get(slot) ?? this.#lanes[0]!.slots[slot]!;
  }

  #cells(node: ProgramNode): Record<string, Float64Array> {
    return mapValues(node.state, ({ offset, length }) => this.state.subarray(offset, offset + length));
  }

  #ownKernel(node: ProgramNode): Kernel | undefined {
    return node.definition.compile?.({
      params: node.params,
      inputs: mapValues(node.inputs, (slot) => this.#column(slot)),
      connected: node.connected,
      outputs: mapValues(node.outputs, (slot) => this.#column(slot)),
      state: this.#cells(node),
      market: this.#market,
      account: this.#lanes[0]!.account,
      instrument: this.#lanes[0]!.instrument,
      barLength: this.#lanes[0]!.barLength,
      closed: this.#lanes[0]!.closed[0]!,
      emit: () => {
        invariant(false, `${node.id} acts for one instrument, and is computed for none`);
        return false;
      },
      report: () => undefined,
    });
  }

  #crossKernel(node: ProgramNode, rank: number, onIntent: RebalanceSink): Kernel | undefined {
    const ofLane = (lane: Lane, slots: Readonly<Record<string, Slot>>): Record<string, Float64Array> =>
      mapValues(slots, (slot) => lane.slots[slot]!);
    return node.definition.cross?.({
      params: node.params,
      connected: node.connected,
      lanes: this.#lanes.map((lane, index) => ({
        name: this.#setup.names[index]!,
        inputs: ofLane(lane, node.inputs),
        outputs: ofLane(lane, node.outputs),
        close: lane.market.close,
      })),
      inputs: mapValues(node.inputs, (slot) => this.#column(slot)),
      outputs: mapValues(node.outputs, (slot) => this.#column(slot)),
      state: this.#cells(node),
      emit: (intent) => onIntent(node, intent),
      report: (code) => this.report(rank, code),
    });
  }

  /** What an order kind of the portfolio says of itself is said in every lane. */
  report(rank: number, code: ReportCode): void {
    if (rank >= 0) for (const lane of this.#lanes) lane.reports[rank] = code;
  }
}

function emptyMarket(rows: number): MarketSlots {
  const columns = {} as Record<BarField, Float64Array>;
  for (const field of BAR_FIELDS) columns[field] = new Float64Array(rows);
  return columns;
}
