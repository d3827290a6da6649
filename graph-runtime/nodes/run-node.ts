import { HOUR } from "../core/time.ts";
import { BAR_FIELDS } from "../market/bars.ts";
import { shareInstrument } from "../market/instrument.ts";
import { ACCOUNT_FIELDS, type AccountField, type Kernel, type NodeDefinition } from "./define-node.ts";

/** Columns by input port or market column; a wired input has a column, an unwired one has none. */
export type NodeSeries = Readonly<Record<string, Float64Array>>;

/** Stands in every output before a kernel runs; one that is left was not written. */
export const NOT_WRITTEN = 7.770777077707771e77;

const FLAT: Readonly<Record<AccountField, number>> = {
  equity: 100_000,
  cash: 100_000,
  quantity: 0,
  averagePrice: Number.NaN,
  barsHeld: 0,
  entries: 0,
  lastEntry: Number.NaN,
  largest: 0,
  pending: 0,
  pendingEntries: 0,
  pendingExits: 0,
};

type Columns = Record<string, Float64Array>;
type RunOptions = { readonly blockSize?: number /** State to go on from. */; readonly state?: Float64Array };
export type NodeRun = {
  readonly outputs: Readonly<Record<string, Float64Array>>;
  /** Bars on which an order kind acted. */
  readonly fires: readonly number[];
  readonly state: Float64Array;
  /** Names of inputs that the kernel changed. */
  readonly spoiled: readonly string[];
};

/** Runs one node with parsed parameters over columns, block by block, as the engine does, with no position open. */
export function runNode(
  definition: NodeDefinition,
  { params, series }: { readonly params: Readonly<Record<string, unknown>>; readonly series: NodeSeries },
  { blockSize = 4_096, state: start }: RunOptions = {},
): NodeRun {
  const length = Math.max(0, ...Object.values(series).map((column) => column.length));
  const fill = (names: readonly string[], value: (name: string) => number): Columns =>
    Object.fromEntries(names.map((name) => [name, new Float64Array(blockSize).fill(value(name))]));
  const inputs = fill(Object.keys(definition.inputs), (name) => definition.inputs[name]!.default ?? Number.NaN);
  const market = fill(BAR_FIELDS, () => Number.NaN);
  const account = fill(ACCOUNT_FIELDS, (name) => FLAT[name as AccountField]);
  const outputs = fill(Object.keys(definition.outputs), () => NOT_WRITTEN);
  const layout = Object.entries(definition.state?.(params) ?? {});
  const state = new Float64Array(layout.reduce((sum, [, cells]) => sum + cells, 0));
  if (start) state.set(start);
  const fields: Columns = {};
  let offset = 0;
  for (const [name, cells] of layout) {
    fields[name] = state.subarray(offset, offset + cells);
    offset += cells;
  }
  const fires: number[] = [];
  let base = 0;
  let bar = 0;
  const connected = Object.fromEntries(Object.keys(definition.inputs).map((name) => [name, name in series]));
  // a cross-sectional kind sees one instrument
  const crossed = definition.cross?.({
    params,
    inputs,
    outputs,
    connected,
    lanes: [{ name: "A", inputs, outputs, close: market["close"]! }],
    state: fields as never,
    emit: () => fires.push(bar),
    report: () => undefined,
  });
  const kernel =
    crossed ??
    definition.compile?.({
      params,
      inputs,
      outputs,
      market: market as never,
      account: account as never,
      instrument: shareInstrument("TEST"),
      barLength: HOUR,
      connected,
      state: fields as never,
      // one clock: a bar of the input closes with each bar
      closed: Float64Array.from({ length: blockSize }, (_, i) => i + 1),
      emit: () => {
        fires.push(bar);
        return true;
      },
      report: () => undefined,
    });
  const fixed = kernel ? {} : (definition.constant?.(params) ?? {});
  const results: Columns = Object.fromEntries(Object.keys(outputs).map((name) => [name, new Float64Array(length)]));
  const spoiled = new Set<string>();
  for (base = 0; base < length; base += blockSize) {
    const count = Math.min(blockSize, length - base);
    for (const [name, column] of Object.entries(series)) {
      const rows = column.subarray(base, base + count);
      inputs[name]?.set(rows);
      market[name]?.set(rows);
    }
    for (const column of Object.values(outputs)) column.fill(NOT_WRITTEN);
    run(kernel, definition.triggers !== undefined, count);
    for (const [name, column] of Object.entries(outputs)) {
      const field = definition.market?.[name];
      const held = definition.account?.[name];
      const outside = definition.outside?.outputs[name];
      if (field) column.set(market[field]!);
      else if (held) column.fill(FLAT[held]);
      else if (outside) column.fill(outside === "received" ? 0 : Number.NaN);
      else if (name in fixed) column.fill(fixed[name]!);
      results[name]!.set(column.subarray(0, count), base);
    }
    for (const [name, column] of Object.entries(inputs)) {
      const rows = series[name];
      for (let i = 0; rows && i < count; i++) if (!Object.is(column[i], rows[base + i])) spoiled.add(name);
    }
  }
  return { outputs: results, fires, state, spoiled: [...spoiled] };

  /** Order kinds run bar by bar, so that we know on which bar they act. */
  function run(work: Kernel | undefined, isOrder: boolean, count: number): void {
    if (!work) return;
    if (!isOrder) {
      work(0, count);
      return;
    }
    for (let i = 0; i < count; i++) {
      bar = base + i;
      work(i, i + 1);
    }
  }
}
