import type { BarColumns } from "@/graph-runtime/market/bars.ts";

/** What the page sends to the worker: documents to run over one instrument's bars. */
export type CurveRequest = {
  readonly documents: readonly { readonly id: string; readonly document: unknown }[];
  readonly symbol: string;
  readonly currency: string;
  readonly synthetic: boolean;
  readonly bars: BarColumns;
};

/** A thinned equity curve; money, and epoch milliseconds of the first and last bar. */
export type Curve = {
  readonly equity: Float64Array;
  readonly capital: number;
  readonly final: number;
  readonly from: number;
  readonly to: number;
};

export type CurveAnswer = { readonly id: string; readonly curve: Curve | null };
