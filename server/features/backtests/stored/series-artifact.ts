import type { Held } from "@/graph-runtime/analytics/benchmark/buy-and-hold.ts";
import { drawdownColumn } from "@/graph-runtime/analytics/returns/drawdown-pass.ts";
import { type Column, decodeBundle, encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { decodeFirstForm, isFirstForm } from "./first-series-form.ts";
import { type Packing, packColumn, unpackColumn } from "./pack-column.ts";

export type ResultSeries = {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly exposure: Float64Array;
  readonly drawdown: Float64Array;
  readonly benchmark: Float64Array | null;
};

type Given = Pick<ResultSeries, "time" | "equity" | "exposure"> & {
  /** What is bought and held beside the run; null where there is nothing to hold. */
  readonly held: Held | null;
};

type Meta = {
  readonly bars: number;
  /** Of what is held; null without it. */
  readonly units: number | null;
  readonly packings: Readonly<Record<string, Packing>>;
};

/** Returns the whole columns of a run as they are kept. The drawdown follows from the equity, and the money held from its price. */
export function encodeSeries({ time, equity, exposure, held }: Given): Uint8Array<ArrayBuffer> {
  const packings: Record<string, Packing> = {};
  const columns: Record<string, Column> = {};
  const given = { time, equity, exposure, ...(held === null ? {} : { prices: held.prices }) };
  for (const [name, column] of Object.entries(given)) {
    const packed = packColumn(name, column);
    packings[name] = packed.packing;
    Object.assign(columns, packed.columns);
  }
  const meta: Meta = { bars: time.length, units: held?.units ?? null, packings };
  return encodeBundle({ meta, columns });
}

/** Returns the columns of a run that encodeSeries wrote, or a version before it. */
export function decodeSeries(body: Uint8Array): ResultSeries {
  if (isFirstForm(body)) return decodeFirstForm(body);
  const bundle = decodeBundle(body);
  const { bars, units, packings } = bundle.meta as Meta;
  const of = (name: string): Float64Array => {
    const packing = packings[name];
    if (packing === undefined) throw new Error(`The columns of this result have no ${name}: they are damaged.`);
    return unpackColumn(bundle, name, packing, bars);
  };
  const equity = of("equity");
  return {
    time: of("time"),
    equity,
    exposure: of("exposure"),
    drawdown: drawdownColumn(equity),
    benchmark: units === null ? null : of("prices").map((price) => price * units),
  };
}
