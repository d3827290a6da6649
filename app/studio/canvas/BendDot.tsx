"use client";
import { useReactFlow } from "@xyflow/react";
import type { KeyboardEvent, PointerEvent } from "react";
import { gridSize, type Position } from "../commands/add-node.ts";
import { moveBend, removeBend } from "../commands/bend-edge.ts";
import { useStudioStore } from "../store/StudioContext.tsx";

type BendDotProps = {
  readonly edge: string;
  readonly order: number;
  readonly at: Position;
  readonly color: string;
  /** Called while the dot is dragged, and with null when it is let go. */
  readonly onDrag: (at: Position | null) => void;
};

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A dot that an edge is led through: drag it or move it with the arrow keys; a double click or Delete takes it away. */
export function BendDot({ edge, order, at, color, onDrag }: BendDotProps) {
  const store = useStudioStore();
  const flow = useReactFlow();
  const place = (event: PointerEvent): Position => flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(place(event));
  };
  const onPointerUp = (event: PointerEvent<HTMLButtonElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.currentTarget.releasePointerCapture(event.pointerId);
    const target = place(event);
    onDrag(null);
    store.getState().dispatch(moveBend(edge, order, target));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const arrow = arrows[event.key];
    if (arrow !== undefined)
      store
        .getState()
        .dispatch(moveBend(edge, order, { x: at.x + arrow[0] * gridSize, y: at.y + arrow[1] * gridSize }));
    else if (event.key === "Delete" || event.key === "Backspace") store.getState().dispatch(removeBend(edge, order));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      className="bend-dot nodrag nopan"
      data-testid={`bend-${order}`}
      aria-label="Reroute dot: arrow keys move it, Delete removes it"
      style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)`, color }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => onDrag(null)}
      onDoubleClick={(event) => {
        event.stopPropagation();
        store.getState().dispatch(removeBend(edge, order));
      }}
      onKeyDown={onKeyDown}
    />
  );
}
