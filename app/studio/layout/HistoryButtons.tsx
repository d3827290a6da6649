"use client";
import { Redo2, Undo2 } from "lucide-react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";

/** One step back and forth, for those who have no keys at hand or would rather press than remember one. */
export function HistoryButtons() {
  const store = useStudioStore();
  const undoLabel = useStudio((state) => state.history.past.at(-1)?.label);
  const redoLabel = useStudio((state) => state.history.future[0]?.label);
  return (
    <span className="flex">
      <IconButton
        size="sm"
        label={undoLabel === undefined ? "Undo" : `Undo: ${undoLabel}`}
        disabled={undoLabel === undefined}
        onClick={() => store.getState().undo()}
      >
        <Undo2 size={15} />
      </IconButton>
      <IconButton
        size="sm"
        label={redoLabel === undefined ? "Redo" : `Redo: ${redoLabel}`}
        disabled={redoLabel === undefined}
        onClick={() => store.getState().redo()}
      >
        <Redo2 size={15} />
      </IconButton>
    </span>
  );
}
