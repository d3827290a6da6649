import { create } from "zustand";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import type { PreviewResult } from "./preview-messages.ts";

/** What the dock shows. `result` stays while a newer one is computed, so that the curve does not flicker. */
type PreviewState = {
  readonly result: PreviewResult | null;
  readonly resultOf: GraphDocument | null;
  readonly failure: string | null;
  readonly bars: BarColumns | null;
  readonly dataProblem: string | null;
  readonly sentences: readonly string[];
  readonly semanticHash: string | null;
  readonly warmup: number;
};

export const emptyPreview: PreviewState = {
  result: null,
  resultOf: null,
  failure: null,
  bars: null,
  dataProblem: null,
  sentences: [],
  semanticHash: null,
  warmup: 0,
};

export const usePreview = create<PreviewState>(() => emptyPreview);
