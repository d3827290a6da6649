"use client";
import { NodeToolbar, Position } from "@xyflow/react";
import { Copy, Eye, EyeOff, Trash2, Unplug } from "lucide-react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { EditActions } from "../keyboard/use-edit-actions.ts";
import { indexOf } from "../store/document-index.ts";
import { useStudio } from "../store/StudioContext.tsx";

/** What can be done with the selection, above its node: the pointer's way to what the keys do. */
export function NodeActions({ edit }: { readonly edit: EditActions }) {
  const selected = useStudio((state) => state.selectedNodes);
  const isDragging = useStudio((state) => state.flowNodes.some((node) => node.dragging === true));
  const isMuted = useStudio((state) => selected.every((id) => indexOf(state.document).nodes.get(id)?.muted === true));
  if (selected.length === 0 || isDragging) return null;
  return (
    <NodeToolbar nodeId={[...selected]} isVisible position={Position.Top} offset={8} className="node-actions">
      <IconButton size="sm" label="Duplicate (Ctrl D)" onClick={edit.duplicate}>
        <Copy size={14} />
      </IconButton>
      <IconButton size="sm" label={isMuted ? "Unmute (M)" : "Mute (M)"} onClick={edit.toggleMute}>
        {isMuted ? <Eye size={14} /> : <EyeOff size={14} />}
      </IconButton>
      <IconButton size="sm" label="Delete and reconnect (Ctrl Backspace)" onClick={edit.removeAndReconnect}>
        <Unplug size={14} />
      </IconButton>
      <IconButton size="sm" label="Delete (Del)" onClick={edit.remove}>
        <Trash2 size={14} />
      </IconButton>
    </NodeToolbar>
  );
}
