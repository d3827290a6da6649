"use client";
import { useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { detailAt, isFar } from "./detail.ts";

/**
 * Writes the level of detail onto the canvas element, so that zooming restyles the nodes without rendering them; that they
 * become or cease to be mere blocks is told to who renders them.
 */
export function LevelOfDetail({ onFar }: { readonly onFar: (isFar: boolean) => void }) {
  const detail = useStore((state) => detailAt(state.transform[2]));
  const marker = useRef<HTMLSpanElement>(null);
  // External system: the canvas element, owned by React Flow.
  useEffect(() => {
    const canvas = marker.current?.closest<HTMLElement>(".studio-canvas");
    if (canvas != null) canvas.dataset["detail"] = detail;
    onFar(isFar(detail));
  }, [detail, onFar]);
  return <span ref={marker} hidden />;
}
