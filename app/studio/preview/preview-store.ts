import { create } from "zustand";
import type { RuleReading } from "@/graph-runtime/compiler/explain.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { alignedBars } from "@/graph-runtime/sim/aligned-bars.ts";
import type { GateCount, NodeSeries, PreviewResult } from "./preview-messages.ts";

/** What the dock shows. `result` stays while a newer one is computed, so that the curve does not flicker. */
type PreviewState = {
  readonly result: PreviewResult | null;
  readonly resultOf: GraphDocument | null;
  readonly failure: string | null;
  /** The result is that of an earlier document: the present one cannot run. */
  readonly isKept: boolean;
  /** The bars of the instruments, in the order of the strategy. */
  readonly histories: readonly BarColumns[];
  /** The smallest steps of their prices. */
  readonly tickSizes: readonly number[];
  /** Which of the instruments the chart, the ports and the gates show. */
  readonly lane: number;
  /** Its bars, on the axis of time of the run. */
  readonly bars: BarColumns | null;
  readonly dataProblem: string | null;
  readonly sentences: readonly RuleReading[];
  /** The one-line reading of every node, by `summaryKey`. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly warmup: number;
  readonly checkMilliseconds: number;
  readonly look: ((bar: number, lane: number) => void) | null;
  readonly askSeries: ((nodeId: string, lane: number) => void) | null;
  readonly askGates: ((lane: number) => void) | null;
  readonly gates: readonly GateCount[];
  /** The outputs of the node that the chart shows. */
  readonly series: { readonly nodeId: string; readonly lines: readonly NodeSeries[] } | null;
};

export const emptyPreview: PreviewState = {
  result: null,
  resultOf: null,
  failure: null,
  isKept: false,
  histories: [],
  tickSizes: [],
  lane: 0,
  bars: null,
  dataProblem: null,
  sentences: [],
  summaries: new Map(),
  warmup: 0,
  checkMilliseconds: 0,
  look: null,
  askSeries: null,
  askGates: null,
  gates: [],
  series: null,
};

export const usePreview = create<PreviewState>(() => emptyPreview);

type Shown = Pick<PreviewState, "histories" | "lane" | "result">;

/** Returns the state in which another instrument, history or result is shown; its bars lie on the axis of time of the run. */
export function showing(change: Partial<Shown>): Partial<PreviewState> {
  const { histories, lane: wanted, result } = { ...usePreview.getState(), ...change };
  const lane = wanted < histories.length ? wanted : 0;
  const own = histories[lane];
  const bars = own === undefined || result === null ? (own ?? null) : alignedBars(own, result.time);
  return { ...change, lane, bars };
}
