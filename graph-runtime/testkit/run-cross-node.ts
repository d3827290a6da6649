import type { NodeDefinition } from "../nodes/define-node.ts";
import { NOT_WRITTEN, type NodeSeries } from "../nodes/run-node.ts";

export type CrossRun = {
  /** Per lane, then by port; ports of domain "all" are the same in every lane. */
  readonly lanes: readonly Readonly<Record<string, Float64Array>>[];
  /** The weights that an order kind asked for, with the bar. */
  readonly wishes: readonly { readonly bar: number; readonly weights: readonly number[] }[];
  readonly state: Float64Array;
};

type Task = {
  readonly params: Readonly<Record<string, unknown>>;
  /** Per lane, columns by input port and the lane's close. */
  readonly lanes: readonly NodeSeries[];
  readonly blockSize?: number;
  readonly state?: Float64Array;
};

/** Runs a cross-sectional node over several lanes, block by block, as the engine does. */
export function runCrossNode(
  definition: NodeDefinition,
  { params, lanes, blockSize = 4_096, state: start }: Task,
): CrossRun {
  const length = lanes[0]!["close"]!.length;
  const isShared = (port: string): boolean => definition.outputs[port]!.domain === "all";
  const blank = (value: number): Float64Array => new Float64Array(blockSize).fill(value);
  const shared = Object.fromEntries(
    Object.keys(definition.outputs)
      .filter(isShared)
      .map((port) => [port, blank(NOT_WRITTEN)]),
  );
  const places = lanes.map((series, index) => ({
    name: String.fromCharCode(65 + index),
    close: blank(Number.NaN),
    inputs: Object.fromEntries(
      Object.keys(definition.inputs).map((port) => [port, blank(definition.inputs[port]!.default ?? Number.NaN)]),
    ),
    outputs: Object.fromEntries(
      Object.keys(definition.outputs).map((port) => [port, shared[port] ?? blank(NOT_WRITTEN)]),
    ),
    results: Object.fromEntries(Object.keys(definition.outputs).map((port) => [port, new Float64Array(length)])),
    series,
  }));
  const layout = Object.entries(definition.state?.(params) ?? {});
  const state = new Float64Array(layout.reduce((sum, [, cells]) => sum + cells, 0));
  if (start) state.set(start);
  const wishes: { bar: number; weights: readonly number[] }[] = [];
  let at = 0;
  let offset = 0;
  const kernel = definition.cross!({
    params,
    lanes: places,
    inputs: places[0]!.inputs,
    outputs: places[0]!.outputs,
    connected: Object.fromEntries(Object.keys(definition.inputs).map((port) => [port, port in lanes[0]!])),
    state: Object.fromEntries(
      layout.map(([name, cells]) => {
        offset += cells;
        return [name, state.subarray(offset - cells, offset)];
      }),
    ) as never,
    emit: ({ weights }) => wishes.push({ bar: at, weights: [...weights] }),
    report: () => undefined,
  });
  for (let base = 0; base < length; base += blockSize) {
    const count = Math.min(blockSize, length - base);
    for (const place of places) {
      place.close.set(place.series["close"]!.subarray(base, base + count));
      for (const [port, column] of Object.entries(place.inputs)) {
        const rows = place.series[port];
        if (rows) column.set(rows.subarray(base, base + count));
      }
      for (const column of Object.values(place.outputs)) column.fill(NOT_WRITTEN);
    }
    if (definition.triggers) {
      for (let i = 0; i < count; i++) {
        at = base + i;
        kernel(i, i + 1);
      }
    } else kernel(0, count);
    for (const place of places)
      for (const [port, column] of Object.entries(place.outputs))
        place.results[port]!.set(column.subarray(0, count), base);
  }
  return { lanes: places.map((place) => place.results), wishes, state };
}
