"use client";
import { type RefObject, useEffect } from "react";
import { useStudioStore } from "../store/StudioContext.tsx";
import { landLive, shiftDragged, useLiveDrag } from "./live-drag.ts";

/** Shows nodes that are dragged from afar where the pointer has brought them, without rendering anything. */
export function useLiveNodes(stage: RefObject<HTMLElement | null>): void {
  const store = useStudioStore();
  // External system: the elements of the nodes, owned by React Flow.
  useEffect(() => {
    const stop = useLiveDrag.subscribe(({ places }, before) => {
      if (stage.current !== null) shiftDragged(stage.current, store.getState().flowNodes, [places, before.places]);
    });
    return () => {
      // A drag may be under way while its canvas goes.
      landLive(store.getState().flowNodes);
      stop();
    };
  }, [stage, store]);
}
