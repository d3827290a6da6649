import { FIRST_ACCOUNT_SLOT, type Program, type ProgramNode, type Slot, UNKNOWN_SLOT } from "../compiler/program.ts";
import { BAR_FIELDS, type BarField } from "../market/bars.ts";
import type { Instrument } from "../market/instrument.ts";
import { timeframeMilliseconds } from "../market/timeframe.ts";
import { ACCOUNT_FIELDS, type AccountSlots, type Kernel, type MarketSlots } from "../nodes/define-node.ts";
import type { NodeIntent } from "../nodes/order-intent.ts";
import type { ReportCode } from "../nodes/report-code.ts";
import { callStates } from "./call-state.ts";
import type { Trigger } from "./called-bars.ts";
import { type ErasedContext, KernelPairs } from "./kernel-pairs.ts";
import { Resampler } from "./resampler.ts";
import { runInStrides } from "./run-in-strides.ts";

/** Returns whether the intent led to an order. */
export type IntentSink = (node: ProgramNode, intent: NodeIntent) => boolean;

export type LaneSetup = {
  readonly program: Program;
  readonly instrument: Instrument;
  readonly blockSize: number;
  readonly onIntent: IntentSink;
  /** Columns that this lane shares with others, and its own market where others look at it. */
  readonly given?: ReadonlyMap<Slot, Float64Array> | undefined;
  /** They are the market and all that the signal stage makes of it, known beforehand for the one block of the run. */
  readonly isComputed?: boolean;
  /** Lanes take turns with the same columns and kernels: those of the twin, or those of this lane where there is none yet. */
  readonly takesTurns?: boolean;
  readonly twin?: Lane | undefined;
};

/** A program at work on one instrument: its columns of the current block, its state and its kernels. */
export class Lane {
  readonly slots: readonly Float64Array[];
  readonly market: MarketSlots;
  readonly account: AccountSlots;
  /** The bars as the engine reads them, and where among them the block begins: the market's own columns unless the driver has them at hand. */
  bars: MarketSlots;
  first = 0;
  readonly takesTurns: boolean;
  readonly state: Float64Array;
  /** Columns in which a 1 calls for a decision. */
  readonly triggers: readonly Trigger[];
  /** Per clock: how many of its bars of the block have closed by each base bar. */
  readonly closed: readonly Float64Array[];
  /** What each order node last said of itself, in the order of `program.orders`. */
  readonly reports: ReportCode[];
  readonly #clocks: readonly { readonly resampler: Resampler; readonly kernels: readonly Kernel[] }[];
  /** Kernels by level, half of it: the portfolio's run between them. */
  readonly #signal: readonly (readonly Kernel[])[];
  readonly #decision: readonly (readonly Kernel[])[];
  readonly #decisions: readonly Kernel[];
  /** The cells that the kernels work in: the state itself, unless lanes take turns with them. */
  readonly #cells: Float64Array;
  /** The kernels of the decision stage keep something, which changes hands with each turn. */
  readonly #decidesByState: boolean;
  /** The state as the kernels found it. */
  readonly #initial: Float64Array;

  readonly instrument: Instrument;
  /** Milliseconds that a bar of the strategy lasts. */
  readonly barLength: number;

  constructor(setup: LaneSetup) {
    const { program, instrument, blockSize, onIntent, given, isComputed = false, takesTurns = false, twin } = setup;
    this.instrument = instrument;
    this.barLength = timeframeMilliseconds(program.settings.timeframe);
    this.takesTurns = takesTurns;
    if (twin !== undefined) {
      ({ slots: this.slots, market: this.market, account: this.account, bars: this.bars } = twin);
      ({ triggers: this.triggers, closed: this.closed, reports: this.reports } = twin);
      this.#clocks = twin.#clocks;
      this.#signal = twin.#signal;
      this.#decision = twin.#decision;
      this.#decisions = twin.#decisions;
      this.#cells = twin.#cells;
      this.#decidesByState = twin.#decidesByState;
      this.#initial = twin.#initial;
      this.state = twin.#initial.slice();
      return;
    }
    const rows = rowsOf(program, blockSize);
    const slots = Array.from({ length: program.slotCount }, (_, slot) => given?.get(slot) ?? new Float64Array(rows));
    if (!isComputed) {
      if (!given?.has(UNKNOWN_SLOT)) slots[UNKNOWN_SLOT]!.fill(Number.NaN);
      for (const { slot, value } of program.constants) if (!given?.has(slot)) slots[slot]!.fill(value);
    }
    for (const { value } of program.outside) slots[value]!.fill(Number.NaN);
    this.slots = slots;
    this.#cells = new Float64Array(program.stateSize);
    this.market = pick(BAR_FIELDS, 0, slots);
    this.bars = this.market;
    this.account = pick(ACCOUNT_FIELDS, FIRST_ACCOUNT_SLOT, slots);
    this.reports = program.orders.map(() => "trigger-unknown");
    // every base bar closes itself
    const closed: readonly Float64Array[] = [
      countingColumn(blockSize),
      ...program.clocks.map(() => new Float64Array(blockSize)),
    ];
    this.closed = closed;
    const markets = [this.market, ...program.clocks.map((plan) => marketOf(plan.market, slots))];
    const higher: Kernel[][] = program.clocks.map(() => []);
    const levels = Math.floor(program.levels / 2) + 1;
    const signal = Array.from({ length: levels }, (): Kernel[] => []);
    const decision = Array.from({ length: levels }, (): Kernel[] => []);
    const triggers = new Map<Slot, number>();
    const pairs = new KernelPairs();
    program.nodes.forEach((node, index) => {
      if (node.domain === "all" || (isComputed && node.stage === "signal")) return;
      const orderRank = program.orders.indexOf(index);
      const { timeframe } = node.clock === 0 ? program.settings : program.clocks[node.clock - 1]!;
      const clock = {
        market: markets[node.clock]!,
        closed: closed[node.sourceClock]!,
        barLength: timeframeMilliseconds(timeframe),
      };
      const context = this.#context(node, { ...clock, orderRank, onIntent });
      const staged = node.stage === "signal" ? signal : decision;
      const kernels = node.clock > 0 ? higher[node.clock - 1]! : staged[node.level / 2]!;
      if (pairs.join(node, context, kernels)) return;
      const built = node.definition.compile?.(context);
      if (!built) return;
      // a base bar can close two longer ones at once
      const kernel = blockSize === 1 && node.clock === 0 ? (built.bar ?? built) : built;
      pairs.offer(node, context, { kernels, at: kernels.length });
      kernels.push(kernel);
      for (const port of node.definition.triggers ?? []) {
        const slot = node.inputs[port]!;
        triggers.set(slot, (triggers.get(slot) ?? 0) | callStates(node));
      }
    });
    this.#clocks = program.clocks.map((plan, index) => ({
      resampler: new Resampler({
        timeframe: plan.timeframe,
        base: program.settings.timeframe,
        source: plan.source === null ? this.market : marketOf(plan.source, slots),
        target: markets[index + 1]!,
        closed: closed[index + 1]!,
        cells: this.#cells.subarray(plan.state.offset, plan.state.offset + plan.state.length),
      }),
      kernels: higher[index]!,
    }));
    this.#signal = signal;
    this.#decision = decision;
    this.#decisions = decision.flat();
    this.#initial = program.stateSize === 0 ? this.#cells : this.#cells.slice();
    this.state = takesTurns ? this.#initial.slice() : this.#cells;
    this.#decidesByState = program.nodes.some(
      ({ stage, state }) => stage === "decision" && Object.keys(state).length > 0,
    );
    this.triggers = [...triggers].map(([slot, states]) => ({ column: slots[slot]!, states }));
  }

  /** Takes the state back to the beginning. */
  reset(): void {
    this.state.set(this.#initial);
    this.reports.fill("trigger-unknown");
  }

  /** Computes everything that depends on the market alone, for the first `count` bars of the block. */
  runSignals(count: number): void {
    if (this.takesTurns) this.#cells.set(this.state);
    for (const { resampler, kernels } of this.#clocks) {
      const closed = resampler.run(count);
      runInStrides(kernels, closed);
    }
    runInStrides(this.#signal[0]!, count);
    if (this.takesTurns) this.state.set(this.#cells);
  }

  /** Goes on with what a higher level needs of the portfolio. */
  runLevel(level: number, count: number): void {
    runInStrides(this.#signal[level / 2]!, count);
  }

  /** Computes what depends on the account, and lets the order nodes act, at one bar. */
  decide(at: number): void {
    const hasTurn = this.takesTurns && this.#decidesByState;
    if (hasTurn) this.#cells.set(this.state);
    for (const kernel of this.#decisions) kernel(at, at + 1);
    if (hasTurn) this.state.set(this.#cells);
  }

  /** The part of it that belongs to a level. */
  decideLevel(level: number, at: number): void {
    for (const kernel of this.#decision[level / 2]!) kernel(at, at + 1);
  }

  #context(node: ProgramNode, place: KernelPlace): ErasedContext {
    const { market, closed, barLength, orderRank, onIntent } = place;
    return {
      params: node.params,
      inputs: mapValues(node.inputs, (slot) => this.slots[slot]!),
      connected: node.connected,
      outputs: mapValues(node.outputs, (slot) => this.slots[slot]!),
      state: mapValues(node.state, ({ offset, length }) => this.#cells.subarray(offset, offset + length)),
      market,
      account: this.account,
      instrument: this.instrument,
      barLength,
      closed,
      emit: (intent) => onIntent(node, intent),
      report: (code) => {
        if (orderRank >= 0) this.reports[orderRank] = code;
      },
    };
  }
}

let counting = new Float64Array(0);

/** Returns 1, 2, 3 ...; one column serves all lanes, which only read it. */
function countingColumn(length: number): Float64Array {
  if (counting.length < length) {
    counting = new Float64Array(length);
    for (let i = 0; i < length; i++) counting[i] = i + 1;
  }
  return counting.subarray(0, length);
}

/** One base bar can close two longer bars: the one that a gap cut short, and its own. */
export function rowsOf(program: Program, blockSize: number): number {
  return program.clocks.length > 0 ? 2 * blockSize : blockSize;
}

type KernelPlace = {
  readonly market: MarketSlots;
  readonly closed: Float64Array;
  readonly barLength: number;
  readonly orderRank: number;
  readonly onIntent: IntentSink;
};

function marketOf(market: readonly Slot[], slots: readonly Float64Array[]): MarketSlots {
  const columns = {} as Record<BarField, Float64Array>;
  BAR_FIELDS.forEach((field, index) => {
    columns[field] = slots[market[index]!]!;
  });
  return columns;
}

function pick<K extends string>(
  fields: readonly K[],
  first: number,
  slots: readonly Float64Array[],
): Record<K, Float64Array> {
  const picked = {} as Record<K, Float64Array>;
  fields.forEach((field, index) => {
    picked[field] = slots[first + index]!;
  });
  return picked;
}

export function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  const changed: Record<string, B> = {};
  for (const [key, value] of Object.entries(record)) changed[key] = change(value);
  return changed;
}
