import type { StatisticValue } from "@/graph-runtime/analytics/statistic-value.ts";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";

/** What the page asks of the preview worker. */
export type PreviewRequest =
  | { readonly kind: "data"; readonly key: string; readonly instrument: Instrument; readonly buffer: ArrayBuffer }
  | {
      readonly kind: "evaluate";
      readonly sequence: number;
      readonly document: GraphDocument;
      readonly dataKey: string | null;
    };

export type PreviewResult = {
  readonly fingerprint: string;
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly statistics: readonly StatisticValue[];
  readonly trades: readonly Trade[];
  readonly ambiguousBars: number;
  /** Wall time of compile, run and statistics in the worker. */
  readonly milliseconds: number;
};

export type Checked = {
  readonly diagnostics: readonly Diagnostic[];
  /** The strategy read aloud, one sentence per rule; empty while it does not compile. */
  readonly sentences: readonly string[];
  readonly semanticHash: string | null;
  readonly warmup: number;
};

/** What the worker answers. `sequence` is that of the request. */
export type PreviewAnswer =
  | ({ readonly kind: "checked"; readonly sequence: number } & Checked)
  | {
      readonly kind: "ran";
      readonly sequence: number;
      readonly result: PreviewResult | null;
      readonly reason?: string;
    };
