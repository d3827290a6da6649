"use client";
import { useEffect, useRef } from "react";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { firstCompatible, judge } from "../wiring/verdicts.ts";

/** While an edge is being drawn, says near the pointer what would happen at the port or node under it. */
export function WiringReason() {
  const store = useStudioStore();
  const active = useStudio((state) => state.wiring !== null);
  const box = useRef<HTMLDivElement>(null);
  // External system: the pointer. The text is written straight into the element, so that moving renders nothing.
  useEffect(() => {
    if (!active) return;
    const follow = (event: PointerEvent): void => {
      const element = box.current;
      if (element === null) return;
      const said = describe(store, document.elementFromPoint(event.clientX, event.clientY));
      element.hidden = said === null;
      if (said === null) return;
      element.textContent = said.text;
      element.dataset["allowed"] = String(said.allowed);
      element.style.transform = `translate(${Math.min(event.clientX + 16, window.innerWidth - 280)}px, ${event.clientY + 18}px)`;
    };
    window.addEventListener("pointermove", follow);
    return () => window.removeEventListener("pointermove", follow);
  }, [active, store]);
  return active ? <div ref={box} className="wiring-reason" role="tooltip" data-testid="wiring-reason" hidden /> : null;
}

type Said = { readonly text: string; readonly allowed: boolean };

function describe(store: ReturnType<typeof useStudioStore>, under: Element | null): Said | null {
  const { wiring, document } = store.getState();
  if (wiring === null || under === null) return null;
  const port = under.closest<HTMLElement>("[data-port]");
  if (port !== null) {
    const ref = { node: port.dataset["node"] ?? "", port: port.dataset["port"] ?? "" };
    if (ref.node === wiring.origin.node && ref.port === wiring.origin.port) return null;
    if (port.dataset["side"] === wiring.side)
      return {
        text:
          wiring.side === "source"
            ? "This is an output too: end at an input."
            : "This is an input too: end at an output.",
        allowed: false,
      };
    const verdict = judge(document, wiring.origin, wiring.side, ref);
    if (!verdict.allowed) return { text: verdict.reason, allowed: false };
    return {
      text: verdict.conversion === "edge" ? "Connect: fires when the condition becomes true" : "Connect",
      allowed: true,
    };
  }
  const body = under.closest<HTMLElement>("[data-graph-node]")?.dataset["graphNode"];
  if (body === undefined || body === wiring.origin.node) return null;
  const fits = firstCompatible(document, wiring.origin, wiring.side, body);
  return fits === null
    ? {
        text:
          wiring.side === "source"
            ? "No input of this node takes this output."
            : "No output of this node fits this input.",
        allowed: false,
      }
    : { text: "Drop to connect to the first port that fits", allowed: true };
}
