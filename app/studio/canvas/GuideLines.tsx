"use client";
import { useStore, ViewportPortal } from "@xyflow/react";
import { create } from "zustand";
import { detailAt } from "./detail.ts";
import type { Guide } from "./snap-guides.ts";

const none: readonly Guide[] = [];

/** The lines shown during a drag; outside of the studio's store, since they change with the pointer. */
export const useGuides = create<{ readonly guides: readonly Guide[] }>(() => ({ guides: none }));

export function showGuides(guides: readonly Guide[]): void {
  if (guides.length > 0 || useGuides.getState().guides.length > 0)
    useGuides.setState({ guides: guides.length === 0 ? none : guides });
}

/** The lines along which the dragged node lines up with others. */
export function GuideLines() {
  const guides = useGuides((state) => state.guides);
  // From very far a line is thinner than what can be seen, and to draw it would draw all that it crosses.
  const isTooFar = useStore((state) => detailAt(state.transform[2]) === "groups");
  if (guides.length === 0 || isTooFar) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={`${axis}${at}`}
          className="guide-line"
          data-testid="guide-line"
          style={
            axis === "x"
              ? { transform: `translate(${at}px, ${from - 12}px)`, width: 1, height: to - from + 24 }
              : { transform: `translate(${from - 12}px, ${at}px)`, width: to - from + 24, height: 1 }
          }
        />
      ))}
    </ViewportPortal>
  );
}
