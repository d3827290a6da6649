"use client";
import { Pin, X } from "lucide-react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { usePreview } from "../preview/preview-store.ts";
import type { Look } from "./use-look.ts";

/** The bar that is looked at: its day, its prices, and what the account held. */
export function LookBar({ look }: { readonly look: Look }) {
  const bars = usePreview((state) => state.bars);
  const equity = usePreview((state) => state.result?.equity);
  const { session, number, compact } = useFormat();
  const { bar } = look;
  if (bars === null) return null;
  return (
    <div
      className="figure flex h-6 items-center gap-4 overflow-hidden whitespace-nowrap px-4 text-2xs text-muted"
      aria-live="off"
    >
      {bar === null ? (
        <span className="text-faint">
          Hover the chart to look at a bar, click to pin it, ← → to step, Shift for the next trade, wheel to zoom.
        </span>
      ) : (
        <>
          <span className="font-semibold text-text">{session(bars.time[bar])}</span>
          <span>O {number(bars.open[bar])}</span>
          <span>H {number(bars.high[bar])}</span>
          <span>L {number(bars.low[bar])}</span>
          <span>C {number(bars.close[bar])}</span>
          {equity === undefined ? null : <span>Equity {compact(equity[bar])}</span>}
          {look.isPinned ? (
            <button
              type="button"
              className="flex items-center gap-1 text-accent"
              onClick={() => look.onPin(null)}
              aria-label="Unpin the bar"
            >
              <Pin size={11} /> pinned <X size={11} />
            </button>
          ) : null}
        </>
      )}
    </div>
  );
}
