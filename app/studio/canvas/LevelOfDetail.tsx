"use client";
import { useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";

type Detail = "full" | "ports" | "blocks" | "groups";

/** All of a node; its title and ports; a block of its colour with its icon; of a group no more than its frame. */
export function detailAt(zoom: number): Detail {
  if (zoom >= 0.7) return "full";
  if (zoom >= 0.4) return "ports";
  return zoom >= 0.2 ? "blocks" : "groups";
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
