"use client";
import { useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { detailAt, isFar } from "./detail.ts";

type LevelOfDetailProps = {
  /** The zoom that the view opens with. */
  readonly opening: number;
  readonly onFar: (isFar: boolean) => void;
};

/**
 * Writes the level of detail onto the canvas element, so that zooming restyles the nodes without rendering them; that they
 * become or cease to be mere blocks is told to who renders them. React Flow takes over its opening view after the first
 * drawing: until then its own zoom is 1, at which a large graph would be drawn with everything, for nobody to see.
 */
export function LevelOfDetail({ opening, onFar }: LevelOfDetailProps) {
  const detail = useStore((state) => detailAt(state.panZoom === null ? opening : state.transform[2]));
  const marker = useRef<HTMLSpanElement>(null);
  // External system: the canvas element, owned by React Flow.
  useEffect(() => {
    const canvas = marker.current?.closest<HTMLElement>(".studio-canvas");
    if (canvas != null) canvas.dataset["detail"] = detail;
    onFar(isFar(detail));
  }, [detail, onFar]);
  return <span ref={marker} hidden />;
}
