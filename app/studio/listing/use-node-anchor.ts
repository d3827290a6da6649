"use client";
import { useEffect, useState } from "react";

type NodeAnchor = { readonly anchor: string | null; readonly point: (nodeId: string | null) => void };

/** The node that is pointed at, on the canvas or in a listing of it; the canvas shows it without drawing anything anew. */
export function useNodeAnchor(): NodeAnchor {
  const [anchor, setAnchor] = useState<string | null>(null);

  // External system: the pointer over the canvas.
  useEffect(() => {
    const onOver = (event: PointerEvent): void => {
      if (!(event.target instanceof Element)) return;
      const node = event.target.closest<HTMLElement>(".studio-canvas [data-graph-node]");
      if (node !== null) setAnchor(node.dataset["graphNode"] ?? null);
      else if (event.target.closest(".studio-canvas") !== null) setAnchor(null);
    };
    window.addEventListener("pointerover", onOver, { passive: true });
    return () => window.removeEventListener("pointerover", onOver);
  }, []);

  // External system: the canvas, marked outside of React so that no node is rendered again, and the listing's scroll.
  useEffect(() => {
    if (anchor === null) return;
    const node = document.querySelector(`[data-graph-node="${CSS.escape(anchor)}"]`);
    node?.setAttribute("data-anchored", "");
    const line = document.querySelector(`[data-line="${CSS.escape(anchor)}"]`);
    if (line !== null && !line.matches(":hover")) line.scrollIntoView({ block: "nearest" });
    return () => node?.removeAttribute("data-anchored");
  }, [anchor]);

  return { anchor, point: setAnchor };
}
