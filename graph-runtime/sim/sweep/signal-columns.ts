import { FIRST_ACCOUNT_SLOT, type Program, type ProgramNode, type Slot, UNKNOWN_SLOT } from "../../compiler/program.ts";
import { canonicalJson } from "../../graph/canonical.ts";
import { BAR_FIELDS, type BarColumns } from "../../market/bars.ts";
import type { Instrument } from "../../market/instrument.ts";
import { ACCOUNT_FIELDS } from "../../nodes/define-node.ts";
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
  /** Texts of parameters, which are the same objects from point to point. */
  readonly #texts = new WeakMap<object, string>();
  /** Numbers in place of long keys. */
  readonly #numbers = new Map<string, number>();

  constructor(market: BarColumns, instrument: Instrument, barLength: number) {
    this.#market = market;
    this.#instrument = instrument;
    this.#barLength = barLength;
    this.#length = market.time.length;
    this.#store = new ColumnStore(this.#length);
    this.#closed = Float64Array.from({ length: this.#length }, (_, i) => i + 1);
  }

  /** Returns the columns of every slot but those that decisions write. */
  of(program: Program): Map<Slot, Float64Array> {
    const columns = new Map<Slot, Float64Array>();
    const names = new Map<Slot, string>();
    const give = (slot: Slot, name: string, column: Float64Array): void => {
      columns.set(slot, column);
      names.set(slot, name);
    };
    BAR_FIELDS.forEach((field, slot) => {
      give(slot, field, this.#market[field]);
    });
    ACCOUNT_FIELDS.forEach((field, index) => {
      give(FIRST_ACCOUNT_SLOT + index, field, this.#constant(`account ${field}`, 0));
    });
    give(UNKNOWN_SLOT, "unknown", this.#constant("unknown", Number.NaN));
    for (const { slot, value } of program.constants) give(slot, `c${value}`, this.#constant(`c${value}`, value));
    for (const node of program.nodes) {
      if (node.stage !== "signal") continue;
      const key = this.#keyOf(node, names);
      const ports = Object.keys(node.outputs);
      const made = this.#store.columns(key, ports.length, (fresh) => this.#compute(node, columns, fresh));
      ports.forEach((port, index) => {
        give(node.outputs[port]!, `${key}.${index}`, made[index]!);
      });
    }
    return columns;
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

  #keyOf(node: ProgramNode, names: ReadonlyMap<Slot, string>): string {
    let text = this.#texts.get(node.params);
    if (text === undefined) {
      text = `${node.definition.kind}@${node.definition.version}${canonicalJson(node.params)}`;
      this.#texts.set(node.params, text);
    }
    let key = text;
    for (const port in node.inputs) key += ` ${node.connected[port] ? "" : "~"}${names.get(node.inputs[port]!)}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    return `#${number}`;
  }

  #compute(node: ProgramNode, columns: ReadonlyMap<Slot, Float64Array>, fresh: readonly Float64Array[]): void {
    const { definition, params, connected } = node;
    const inputs: Record<string, Float64Array> = {};
    for (const port in node.inputs) inputs[port] = columns.get(node.inputs[port]!)!;
    const outputs: Record<string, Float64Array> = {};
    Object.keys(node.outputs).forEach((port, index) => {
      outputs[port] = fresh[index]!;
    });
    const state: Record<string, Float64Array> = {};
    for (const [name, length] of Object.entries(definition.state?.(params) ?? {}))
      state[name] = new Float64Array(length);
    const kernel = definition.compile?.({
      params,
      inputs,
      connected,
      outputs,
      state: state as never,
      market: this.#market,
      account: this.#market as never,
      instrument: this.#instrument,
      barLength: this.#barLength,
      closed: this.#closed,
      emit: () => false,
      report: () => undefined,
    });
    kernel?.(0, this.#length);
  }
}
