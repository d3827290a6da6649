"use client";
import { Panel, useReactFlow, useStore } from "@xyflow/react";
import { Frame, Minus, Plus, SquarePlus } from "lucide-react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { HistoryButtons } from "../layout/HistoryButtons.tsx";
import { useStudioStore } from "../store/StudioContext.tsx";

/** Zoom, fit, undo and redo, for those who would rather press than remember a key. */
export function CanvasControls({ isViewOnly }: { readonly isViewOnly: boolean }) {
  const flow = useReactFlow();
  const store = useStudioStore();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const addAt = (button: Element): void => {
    const canvas = button.closest(".studio-canvas")?.getBoundingClientRect();
    const above = { x: button.getBoundingClientRect().left, y: button.getBoundingClientRect().top - 390 };
    const middle = {
      x: (canvas?.left ?? 0) + (canvas?.width ?? 0) / 2,
      y: (canvas?.top ?? 0) + (canvas?.height ?? 0) / 2,
    };
    store.getState().openQuickAdd({ screen: above, flow: flow.screenToFlowPosition(middle) });
  };
  return (
    <Panel position="bottom-left" className="canvas-controls">
      {isViewOnly ? null : (
        <IconButton size="sm" label="Add a block" onClick={(event) => addAt(event.currentTarget)}>
          <SquarePlus size={15} />
        </IconButton>
      )}
      <HistoryButtons />
      <span className="mx-1 h-4 w-px bg-border" />
      <IconButton size="sm" label="Zoom out" onClick={() => void flow.zoomOut({ duration: 120 })}>
        <Minus size={15} />
      </IconButton>
      <button
        type="button"
        className="figure w-11 text-center text-muted text-xs hover:text-text"
        aria-label={`${zoom} %, zoom to 100 %`}
        onClick={() => void flow.zoomTo(1, { duration: 120 })}
      >
        {zoom} %
      </button>
      <IconButton size="sm" label="Zoom in" onClick={() => void flow.zoomIn({ duration: 120 })}>
        <Plus size={15} />
      </IconButton>
      <IconButton
        size="sm"
        label="Fit everything"
        onClick={() => void flow.fitView({ padding: 0.16, duration: 160, maxZoom: 1.1 })}
      >
        <Frame size={15} />
      </IconButton>
    </Panel>
  );
}
