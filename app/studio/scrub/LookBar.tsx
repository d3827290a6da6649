"use client";
import { Pin, X } from "lucide-react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { tickDigits } from "@/app/format/tick-digits.ts";
import { useFocusNode } from "../canvas/use-focus-node.ts";
import { usePreview } from "../preview/preview-store.ts";
import { titleOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { useScrub } from "./scrub-store.ts";
import type { Look } from "./use-look.ts";

/** The bar that is looked at: its day, its prices, and what the account held. */
export function LookBar({ look, tickSize }: { readonly look: Look; readonly tickSize: number }) {
  const bars = usePreview((state) => state.bars);
  const equity = usePreview((state) => state.result?.equity);
  const { session, number, compact } = useFormat();
  const { bar } = look;
  const price = (value: number | undefined) => number(value, tickDigits(tickSize));
  if (bars === null) return null;
  return (
    <div
      className="figure flex h-6 items-center gap-4 overflow-hidden whitespace-nowrap px-4 text-2xs text-muted"
      aria-live="off"
    >
      {bar === null ? (
        <span className="text-faint max-sm:hidden">
          Hover the chart to look at a bar, click to pin it, ← → to step, Shift for the next trade, wheel to zoom.
        </span>
      ) : (
        <>
          <span className="font-semibold text-text">{session(bars.time[bar])}</span>
          <span>O {price(bars.open[bar])}</span>
          <span>H {price(bars.high[bar])}</span>
          <span>L {price(bars.low[bar])}</span>
          <span>C {price(bars.close[bar])}</span>
          {equity === undefined ? null : <span>Equity {compact(equity[bar])}</span>}
          <Reasons />
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

/** Why each order node acted or not at the bar; a click shows the node that held it back. */
function Reasons() {
  const orders = useScrub((state) => state.looked?.orders);
  const document = useStudio((state) => state.root);
  const focus = useFocusNode();
  if (orders === undefined) return null;
  // What acted comes first: on a narrow line the rest is cut off.
  const acted = orders.toSorted((one, other) => Number(other.hasFired) - Number(one.hasFired));
  const name = (id: string): string => {
    const node = indexOf(document).nodes.get(id);
    return node === undefined ? id : titleOf(node, document);
  };
  return (
    <span className="flex items-center gap-3 overflow-hidden" data-testid="why">
      {acted.map((order) => (
        <button
          key={order.nodeId}
          type="button"
          className={order.hasFired ? "font-semibold text-profit" : "hover:underline"}
          onClick={() => focus(order.heldBackBy?.nodeId ?? order.nodeId)}
        >
          {name(order.nodeId)}: {order.reason}
          {order.heldBackBy === null ? "" : ` (${name(order.heldBackBy.nodeId)})`}
        </button>
      ))}
    </span>
  );
}
