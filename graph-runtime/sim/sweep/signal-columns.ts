import { FIRST_ACCOUNT_SLOT, type Program, type ProgramNode, type Slot, UNKNOWN_SLOT } from "../../compiler/program.ts";
import { canPair, type ErasedContext } from "../../engine/kernel-pairs.ts";
import { BAR_FIELDS, type BarColumns } from "../../market/bars.ts";
import type { Instrument } from "../../market/instrument.ts";
import { ACCOUNT_FIELDS } from "../../nodes/define-node.ts";
import { ColumnNumbers } from "./column-numbers.ts";
import { ColumnStore } from "./column-store.ts";

/** The columns of the signal stage of one instrument over its whole history, each computed once for equal nodes. */
export class SignalColumns {
  readonly #market: BarColumns;
  readonly #instrument: Instrument;
  readonly #barLength: number;
  readonly #length: number;
  readonly #store: ColumnStore;
  readonly #closed: Float64Array;
  readonly #plain = new Map<string, Float64Array>();
  readonly #numbers = new ColumnNumbers();
  /** What the last program's slots hold, and by which numbers; all programs of a sweep have one layout. */
  readonly #columns = new Map<Slot, Float64Array>();
  readonly #held = new Map<Slot, number>();
  #constants: Program["constants"] | null = null;

  constructor(market: BarColumns, instrument: Instrument, barLength: number) {
    this.#market = market;
    this.#instrument = instrument;
    this.#barLength = barLength;
    this.#length = market.time.length;
    this.#store = new ColumnStore(this.#length);
    this.#closed = Float64Array.from({ length: this.#length }, (_, i) => i + 1);
  }

  /** Returns the columns of every slot but those that decisions write; the map is the next program's, too. */
  of(program: Program): ReadonlyMap<Slot, Float64Array> {
    const columns = this.#columns;
    if (this.#constants !== program.constants) this.#giveFixed(program);
    for (const node of program.nodes) {
      if (node.stage !== "signal") continue;
      const number = this.#numbers.ofNode(node, this.#held);
      const made = this.#store.find(number) ?? this.#make(number, node, program);
      let index = 0;
      for (const port in node.outputs) {
        const slot = node.outputs[port]!;
        columns.set(slot, made[index]!);
        this.#held.set(slot, this.#numbers.ofOutput(number, index));
        index++;
      }
    }
    return columns;
  }

  #make(number: number, node: ProgramNode, program: Program): readonly Float64Array[] {
    const fresh = this.#open(number, node);
    const context = this.#contextOf(node, fresh);
    const partner = this.#partnerOf(node, program);
    const other = partner === null ? number : this.#numbers.ofNode(partner, this.#held);
    if (partner === null || other === number || this.#store.find(other) !== undefined) {
      this.#run(node, context);
      return fresh;
    }
    const itsContext = this.#contextOf(partner, this.#open(other, partner));
    const both = node.definition.pair!(context, itsContext);
    if (both !== null) both(0, this.#length);
    else {
      this.#run(node, context);
      this.#run(partner, itsContext);
    }
    return fresh;
  }

  #run({ definition }: ProgramNode, context: ErasedContext): void {
    definition.compile?.(context)(0, this.#length);
  }

  #open(number: number, node: ProgramNode): readonly Float64Array[] {
    return this.#store.open(number, Object.keys(node.outputs).length);
  }

  /** Returns the node that may be computed together with another; all programs of a sweep have the same ones at the same places. */
  #partnerOf(node: ProgramNode, { nodes }: Program): ProgramNode | null {
    if (node.definition.pair === undefined) return null;
    return nodes.find((other) => other !== node && canPair(node, other)) ?? null;
  }

  #give(slot: Slot, name: string, column: Float64Array): void {
    this.#columns.set(slot, column);
    this.#held.set(slot, this.#numbers.ofFixed(name));
  }

  /** The columns that are the same at each point. */
  #giveFixed({ constants }: Program): void {
    BAR_FIELDS.forEach((field, slot) => {
      this.#give(slot, field, this.#market[field]);
    });
    ACCOUNT_FIELDS.forEach((field, index) => {
      this.#give(FIRST_ACCOUNT_SLOT + index, field, this.#constant(`account ${field}`, 0));
    });
    this.#give(UNKNOWN_SLOT, "unknown", this.#constant("unknown", Number.NaN));
    for (const { slot, value } of constants) this.#give(slot, `c${value}`, this.#constant(`c${value}`, value));
    this.#constants = constants;
  }

  trim(): void {
    this.#store.trim();
  }

  #constant(name: string, value: number): Float64Array {
    let column = this.#plain.get(name);
    if (!column) {
      column = new Float64Array(this.#length).fill(value);
      this.#plain.set(name, column);
    }
    return column;
  }

  #contextOf(node: ProgramNode, fresh: readonly Float64Array[]): ErasedContext {
    const { definition, params, connected } = node;
    const inputs: Record<string, Float64Array> = {};
    for (const port in node.inputs) inputs[port] = this.#columns.get(node.inputs[port]!)!;
    const outputs: Record<string, Float64Array> = {};
    Object.keys(node.outputs).forEach((port, index) => {
      outputs[port] = fresh[index]!;
    });
    const state: Record<string, Float64Array> = {};
    for (const [name, length] of Object.entries(definition.state?.(params) ?? {}))
      state[name] = new Float64Array(length);
    return {
      params,
      inputs,
      connected,
      outputs,
      state,
      market: this.#market,
      account: this.#market as never,
      instrument: this.#instrument,
      barLength: this.#barLength,
      closed: this.#closed,
      emit: () => false,
      report: () => undefined,
    };
  }
}
