"use client";
import { useStreamState } from "../events/EventsProvider.tsx";
import type { StreamState } from "../events/event-hub.ts";
import { cx } from "../ui/cx.ts";

const looks: Record<Exclude<StreamState, "idle">, { readonly text: string; readonly dot: string }> = {
  connecting: { text: "Connecting to live updates", dot: "bg-warning" },
  live: { text: "Live updates on", dot: "bg-profit" },
  reconnecting: { text: "Live updates lost, reconnecting", dot: "bg-danger" },
};

/** Says whether live updates arrive. Absent where no page asks for any. */
export function StreamIndicator() {
  const state = useStreamState();
  return (
    <div role="status" className="min-h-0">
      {state === "idle" ? null : (
        <p className="flex h-7 items-center gap-2.5 px-2 text-2xs text-muted">
          <span className={cx("ml-1 size-2 rounded-full", looks[state].dot)} />
          {looks[state].text}
        </p>
      )}
    </div>
  );
}
