"use client";
import { useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";

export type Detail = "full" | "ports" | "blocks";

export function detailAt(zoom: number): Detail {
  if (zoom >= 0.45) return "full";
  return zoom >= 0.28 ? "ports" : "blocks";
}

/** Writes the level of detail onto the canvas element, so that zooming restyles the nodes without rendering them. */
export function LevelOfDetail() {
  const detail = useStore((state) => detailAt(state.transform[2]));
  const marker = useRef<HTMLSpanElement>(null);
  // External system: the canvas element, owned by React Flow.
  useEffect(() => {
    const canvas = marker.current?.closest<HTMLElement>(".studio-canvas");
    if (canvas != null) canvas.dataset["detail"] = detail;
  }, [detail]);
  return <span ref={marker} hidden />;
}
