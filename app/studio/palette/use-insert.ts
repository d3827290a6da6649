"use client";
import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { toast } from "@/app/ui/toast.ts";
import type { Kind } from "../kinds/kind.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { type Insertion, insertKind } from "./insert-kind.ts";
import { usePaletteMemory } from "./palette-memory.ts";

export type InsertRequest = Omit<Insertion, "centre" | "selection"> & { readonly autoWire?: boolean };

/** Returns the function that puts a kind onto the canvas, wires it as asked, selects it and shows it. */
export function useInsert(): (definition: Kind, request: InsertRequest) => void {
  const store = useStudioStore();
  const flow = useReactFlow();
  return useCallback(
    (definition, { autoWire = false, ...request }) => {
      const { document, selectedNodes, dispatch, select, announce } = store.getState();
      const canvas = window.document.querySelector(".studio-canvas")?.getBoundingClientRect();
      const middle = flow.screenToFlowPosition({
        x: (canvas?.left ?? 0) + (canvas?.width ?? window.innerWidth) / 2,
        y: (canvas?.top ?? 0) + (canvas?.height ?? window.innerHeight) / 2,
      });
      const inserted = insertKind(document, definition, {
        ...request,
        ...(autoWire ? { selection: selectedNodes } : {}),
        centre: { x: middle.x - 108, y: middle.y - 60 },
      });
      dispatch(inserted.command);
      select([inserted.id]);
      usePaletteMemory.getState().used(definition.kind);
      if (request.edge !== undefined && inserted.wired < 2)
        toast(`${definition.meta.title} does not fit into that edge`, { description: "It was placed beside it." });
      announce(
        `${definition.meta.title} added${inserted.wired > 0 ? ` and connected by ${inserted.wired} ${inserted.wired === 1 ? "edge" : "edges"}` : ""}`,
      );
      if (request.at === undefined && canvas !== undefined)
        showNode(flow, store.getState().document.ui.nodes[inserted.id], canvas);
    },
    [store, flow],
  );
}

/** Pans so that a new node is in view; leaves the view alone where it already is. */
function showNode(
  flow: ReturnType<typeof useReactFlow>,
  place: { readonly x: number; readonly y: number } | undefined,
  canvas: DOMRect,
): void {
  if (place === undefined) return;
  const corner = flow.flowToScreenPosition(place);
  const zoom = flow.getZoom();
  const inside =
    corner.x > canvas.left + 12 &&
    corner.y > canvas.top + 12 &&
    corner.x + 216 * zoom < canvas.right - 12 &&
    corner.y + 150 * zoom < canvas.bottom - 12;
  if (!inside) void flow.setCenter(place.x + 108, place.y + 70, { zoom, duration: 160 });
}
