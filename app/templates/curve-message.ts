import type { BarColumns } from "@/graph-runtime/market/bars.ts";

/** What the page sends to the worker: first the bars to run over, then the templates to run, by id, one at a time. */
export type CurveRequest =
  | {
      readonly kind: "open";
      readonly symbol: string;
      readonly currency: string;
      readonly synthetic: boolean;
      readonly bars: BarColumns;
    }
  | { readonly kind: "run"; readonly id: string };

/** A thinned equity curve; money, and epoch milliseconds of the first and last bar. */
export type Curve = {
  readonly equity: Float64Array;
  readonly capital: number;
  readonly final: number;
  readonly from: number;
  readonly to: number;
};

export type CurveAnswer = { readonly id: string; readonly curve: Curve | null };
