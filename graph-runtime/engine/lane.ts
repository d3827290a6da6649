import { FIRST_ACCOUNT_SLOT, type Program, type ProgramNode, UNKNOWN_SLOT } from "../compiler/program.ts";
import { BAR_FIELDS } from "../market/bars.ts";
import {
  ACCOUNT_FIELDS,
  type AccountSlots,
  type Kernel,
  type KernelContext,
  type MarketSlots,
} from "../nodes/define-node.ts";
import type { OrderIntent } from "../nodes/order-intent.ts";
import type { ReportCode } from "../nodes/report-code.ts";

export type IntentSink = (node: ProgramNode, intent: OrderIntent) => void;

/** A program at work on one instrument: its columns of the current block, its state and its kernels. */
export class Lane {
  readonly slots: readonly Float64Array[];
  readonly market: MarketSlots;
  readonly account: AccountSlots;
  readonly state: Float64Array;
  /** Columns in which a 1 calls for a decision. */
  readonly triggers: readonly Float64Array[];
  /** What each order node last said of itself, in the order of `program.orders`. */
  readonly reports: ReportCode[];
  readonly #signal: readonly Kernel[];
  readonly #decision: readonly Kernel[];

  constructor(program: Program, blockSize: number, onIntent: IntentSink) {
    const slots = Array.from({ length: program.slotCount }, () => new Float64Array(blockSize));
    slots[UNKNOWN_SLOT]!.fill(Number.NaN);
    for (const { slot, value } of program.constants) slots[slot]!.fill(value);
    this.slots = slots;
    this.state = new Float64Array(program.stateSize);
    this.market = pick(BAR_FIELDS, 0, slots);
    this.account = pick(ACCOUNT_FIELDS, FIRST_ACCOUNT_SLOT, slots);
    this.reports = program.orders.map(() => "trigger-unknown");
    const signal: Kernel[] = [];
    const decision: Kernel[] = [];
    const triggers = new Set<number>();
    program.nodes.forEach((node, index) => {
      const kernel = node.definition.compile?.(this.#context(node, program.orders.indexOf(index), onIntent));
      if (!kernel) return;
      (node.stage === "signal" ? signal : decision).push(kernel);
      for (const port of node.definition.triggers ?? []) triggers.add(node.inputs[port]!);
    });
    this.#signal = signal;
    this.#decision = decision;
    this.triggers = [...triggers].map((slot) => slots[slot]!);
  }

  /** Computes everything that depends on the market alone, for the bars of the block. */
  runSignals(from: number, to: number): void {
    for (const kernel of this.#signal) kernel(from, to);
  }

  /** Computes what depends on the account, and lets the order nodes act, at one bar. */
  decide(at: number): void {
    for (const kernel of this.#decision) kernel(at, at + 1);
  }

  #context(
    node: ProgramNode,
    orderRank: number,
    onIntent: IntentSink,
  ): KernelContext<unknown, Columns, Columns, Columns> & ErasedContext {
    return {
      params: node.params,
      inputs: mapValues(node.inputs, (slot) => this.slots[slot]!),
      connected: node.connected,
      outputs: mapValues(node.outputs, (slot) => this.slots[slot]!),
      state: mapValues(node.state, ({ offset, length }) => this.state.subarray(offset, offset + length)),
      market: this.market,
      account: this.account,
      emit: (intent) => onIntent(node, intent),
      report: (code) => {
        if (orderRank >= 0) this.reports[orderRank] = code;
      },
    };
  }
}

type Columns = Readonly<Record<string, Float64Array>>;
type ErasedContext = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly connected: Readonly<Record<string, boolean>>;
};

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

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  const changed: Record<string, B> = {};
  for (const [key, value] of Object.entries(record)) changed[key] = change(value);
  return changed;
}
