import type { TogetherInput, TogetherOutcome } from "@/server/features/portfolio/compute-together.ts";

/** What a thread is given for one basket. `cancelled` holds one Int32: 1 means stop at the next report of progress. */
export type BasketThreadData = { readonly input: TogetherInput; readonly cancelled: SharedArrayBuffer };

export type BasketThreadMessage =
  | { readonly kind: "progress"; readonly progress: number }
  | { readonly kind: "outcome"; readonly outcome: TogetherOutcome };
