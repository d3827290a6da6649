"use client";
import { useReactFlow } from "@xyflow/react";
import { type PointerEvent, type ReactNode, useCallback, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { FamilyIcon } from "../canvas/FamilyIcon.tsx";
import type { Kind } from "../kinds/kind.ts";
import { type InsertRequest, useInsert } from "./use-insert.ts";

const startDistance = 6;

type KindDrag = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, definition: Kind) => void;
  /** True right after a drag, when the browser still sends a click for the same press. */
  readonly wasDragged: () => boolean;
  readonly ghost: ReactNode;
};

/** Drags a kind onto the canvas, or onto an edge, with pointer events: the same for mouse, pen and touch. */
export function useKindDrag(): KindDrag {
  const flow = useReactFlow();
  const insert = useInsert();
  const [dragged, setDragged] = useState<Kind | null>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const dragEnded = useRef(0);

  const onPointerDown = useCallback(
    (event: PointerEvent<HTMLElement>, definition: Kind) => {
      if (event.button !== 0) return;
      const start = { x: event.clientX, y: event.clientY };
      let active = false;
      let target: Element | null = null;
      const highlight = (edge: Element | null): void => {
        if (edge === target) return;
        target?.classList.remove("is-drop-target");
        edge?.classList.add("is-drop-target");
        target = edge;
      };
      const move = (next: globalThis.PointerEvent): void => {
        if (!active && Math.hypot(next.clientX - start.x, next.clientY - start.y) < startDistance) return;
        if (!active) {
          active = true;
          setDragged(definition);
        }
        next.preventDefault();
        highlight(edgeUnder(next));
        if (ghost.current !== null)
          ghost.current.style.transform = `translate(${next.clientX - 24}px, ${next.clientY - 18}px)`;
      };
      const end = (): void => {
        highlight(null);
        setDragged(null);
        if (active) dragEnded.current = performance.now();
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", drop);
        window.removeEventListener("pointercancel", end);
        window.removeEventListener("keydown", onEscape, true);
      };
      const drop = (last: globalThis.PointerEvent): void => {
        const wasActive = active;
        const edge = edgeUnder(last)?.getAttribute("data-id") ?? undefined;
        end();
        if (!wasActive || document.elementFromPoint(last.clientX, last.clientY)?.closest(".react-flow") == null) return;
        const point = flow.screenToFlowPosition({ x: last.clientX, y: last.clientY });
        const request: InsertRequest = {
          at: { x: point.x - 24, y: point.y - 18 },
          ...(edge === undefined ? {} : { edge }),
        };
        insert(definition, request);
      };
      const onEscape = (key: KeyboardEvent): void => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        end();
      };
      window.addEventListener("pointermove", move, { passive: false });
      window.addEventListener("pointerup", drop);
      window.addEventListener("pointercancel", end);
      window.addEventListener("keydown", onEscape, true);
    },
    [flow, insert],
  );

  return {
    onPointerDown,
    wasDragged: () => performance.now() - dragEnded.current < 250,
    ghost:
      dragged === null
        ? null
        : createPortal(
            <div ref={ghost} className="drag-ghost" style={{ transform: "translate(-999px, -999px)" }}>
              <FamilyIcon family={dragged.meta.family} />
              {dragged.meta.title}
            </div>,
            document.body,
          ),
  };
}

function edgeUnder(event: globalThis.PointerEvent): Element | null {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest(".react-flow__edge") ?? null;
}
