import type { BarColumns } from "@/graph-runtime/market/bars.ts";

/** What the page sends to the worker: bars to run over, and the templates to run, by id, each after the bars that it needs. */
export type CurveRequest =
  | {
      readonly kind: "history";
      readonly id: string;
      readonly symbol: string;
      readonly currency: string;
      readonly synthetic: boolean;
      readonly bars: BarColumns;
    }
  | { readonly kind: "run"; readonly id: string; readonly histories: readonly string[] };

/** A thinned equity curve; money, and epoch milliseconds of the first and last bar. */
export type Curve = {
  readonly equity: Float64Array;
  readonly capital: number;
  readonly final: number;
  readonly from: number;
  readonly to: number;
};

export type CurveAnswer = { readonly id: string; readonly curve: Curve | null };
