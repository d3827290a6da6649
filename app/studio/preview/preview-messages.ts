import type { StatisticValue } from "@/graph-runtime/analytics/statistic-value.ts";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import type { RuleReading } from "@/graph-runtime/compiler/explain.ts";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import type { Instrument } from "@/graph-runtime/market/instrument.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import type { Answer, Question } from "../asking/question.ts";
import type { DocumentEdit } from "./document-edit.ts";

/** What is traded, and its splits and dividends where the bars are not adjusted for them. */
export type Market = { readonly instrument: Instrument; readonly actions: readonly InstrumentEvent[] };

/** What the page asks of the preview worker. */
export type PreviewRequest =
  | {
      readonly kind: "data";
      readonly key: string;
      readonly market: Market;
      readonly buffer: ArrayBuffer;
      readonly finer: ArrayBuffer | null;
    }
  /** Looks at a bar of the document that was evaluated last, at the series of a node, and at the gates: of one of the instruments. */
  | { readonly kind: "look"; readonly bar: number; readonly lane: number }
  | { readonly kind: "series"; readonly nodeId: string; readonly lane: number }
  | { readonly kind: "gates"; readonly lane: number }
  | { readonly kind: "ask"; readonly id: number; readonly question: Question }
  | {
      readonly kind: "evaluate";
      readonly sequence: number;
      readonly edit: DocumentEdit;
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
  /** The one-line readings that are new since the last answer, by `summaryKey`. */
  readonly summaries: ReadonlyMap<string, string>;
  /** The strategy read aloud, one sentence per rule; what is not wired yet reads as dots. */
  readonly sentences: readonly RuleReading[];
  readonly warmup: number;
  /** Wall time of compiling in the worker. */
  readonly checkMilliseconds: number;
};

/** What a bar holds: every port's value by "node.port" (NaN is unknown), and why each order node acted or not. */
export type Looked = {
  readonly bar: number;
  readonly time: number;
  readonly values: readonly (readonly [string, number])[];
  readonly orders: readonly {
    readonly nodeId: string;
    readonly hasFired: boolean;
    readonly reason: string;
    readonly heldBackBy: { readonly nodeId: string; readonly portId: string } | null;
  }[];
  readonly position: number;
  readonly equity: number;
};

/** One output over all bars. Conditions are 0, 1 or NaN. */
export type NodeSeries = { readonly label: string; readonly isCondition: boolean; readonly values: Float64Array };

/** Bars on which a condition was true, false and unknown, and on which it held an order back. */
export type GateCount = {
  readonly nodeId: string;
  readonly label: string;
  readonly isTrue: number;
  readonly isFalse: number;
  readonly isUnknown: number;
  /** Bars on which it was what kept an order from firing. */
  readonly heldBack: number;
};

/** What the worker answers. `sequence` is that of the request. */
export type PreviewAnswer =
  /** Comes by itself where the run will take a while, else with what ran. */
  | { readonly kind: "checked"; readonly sequence: number; readonly checked: Checked }
  | { readonly kind: "gates"; readonly gates: readonly GateCount[] }
  | { readonly kind: "answered"; readonly id: number; readonly answer: Answer }
  | { readonly kind: "answered"; readonly id: number; readonly failure: string }
  | { readonly kind: "looked"; readonly bar: number; readonly looked: Looked | null }
  | { readonly kind: "series"; readonly nodeId: string; readonly series: readonly NodeSeries[] }
  | {
      readonly kind: "ran";
      readonly sequence: number;
      readonly checked?: Checked;
      readonly result: PreviewResult | null;
      readonly reason?: string;
    };
