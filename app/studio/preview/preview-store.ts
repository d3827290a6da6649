import { create } from "zustand";
import type { RuleReading } from "@/graph-runtime/compiler/explain.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import type { GateCount, NodeSeries, PreviewResult } from "./preview-messages.ts";

/** What the dock shows. `result` stays while a newer one is computed, so that the curve does not flicker. */
type PreviewState = {
  readonly result: PreviewResult | null;
  readonly resultOf: GraphDocument | null;
  readonly failure: string | null;
  readonly bars: BarColumns | null;
  readonly dataProblem: string | null;
  readonly sentences: readonly RuleReading[];
  /** The one-line reading of every node, by `summaryKey`. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly semanticHash: string | null;
  readonly warmup: number;
  readonly checkMilliseconds: number;
  readonly look: ((bar: number) => void) | null;
  readonly askSeries: ((nodeId: string) => void) | null;
  readonly askGates: (() => void) | null;
  readonly gates: readonly GateCount[];
  /** The outputs of the node that the chart shows. */
  readonly series: { readonly nodeId: string; readonly lines: readonly NodeSeries[] } | null;
};

export const emptyPreview: PreviewState = {
  result: null,
  resultOf: null,
  failure: null,
  bars: null,
  dataProblem: null,
  sentences: [],
  summaries: new Map(),
  semanticHash: null,
  warmup: 0,
  checkMilliseconds: 0,
  look: null,
  askSeries: null,
  askGates: null,
  gates: [],
  series: null,
};

export const usePreview = create<PreviewState>(() => emptyPreview);
