"use client";
import { NodeToolbar, Position, useReactFlow, useStore } from "@xyflow/react";
import { Copy, Eye, EyeOff, Folder, LogIn, Milestone, Trash2, Unplug, ZoomIn } from "lucide-react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { isInterfaceNode } from "../blocks/scope.ts";
import type { EditActions } from "../keyboard/use-edit-actions.ts";
import { familyOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import { groupFlowId } from "../store/flow-model.ts";
import { useMoving, useStudio } from "../store/StudioContext.tsx";
import type { StudioState } from "../store/studio-state.ts";
import { comeCloser } from "./come-closer.ts";
import { detailAt, isFar } from "./detail.ts";

const gap = 8;
const header = 80;

/** How far above the selection the frame around it begins, where the toolbar would cover the frame's title otherwise. */
function headroom({ document, flowNodes }: StudioState, selected: readonly string[]): number {
  const tops = selected.map((id) => document.ui.nodes[id]?.y ?? 0);
  const top = Math.min(...tops);
  const frames = document.ui.groups.filter(
    (group) => group.collapsed !== true && group.nodes.some((id) => selected.includes(id)),
  );
  const rises = frames.map((group) => {
    const frame = flowNodes.find((node) => node.id === groupFlowId(group.id));
    return frame === undefined ? 0 : top - frame.position.y;
  });
  return Math.max(0, ...rises.filter((rise) => rise <= header));
}

/** What can be done with the selection, above its node: the pointer's way to what the keys do. */
export function NodeActions({ edit }: { readonly edit: EditActions }) {
  const selected = useStudio((state) => state.selectedNodes);
  const isDragging = useMoving((state) => state.flowNodes.some((node) => node.dragging === true));
  const isMuted = useStudio((state) => selected.every((id) => indexOf(state.document).nodes.get(id)?.muted === true));
  const isBypassed = useStudio((state) =>
    selected.every((id) => indexOf(state.document).nodes.get(id)?.bypassed === true),
  );
  const isBlock = useStudio(
    (state) => selected.length === 1 && familyOf(state.document, selected[0] ?? "") === "blocks",
  );
  const zoom = useStore((state) => state.transform[2]);
  const flow = useReactFlow();
  const offset = useMoving((state) => gap + headroom(state, selected) * zoom);
  const own = selected.filter((id) => !isInterfaceNode(id));
  if (own.length === 0 || isDragging) return null;
  return (
    <NodeToolbar nodeId={own} isVisible position={Position.Top} offset={offset} className="node-actions">
      {isFar(detailAt(zoom)) ? (
        <IconButton size="sm" label="Come closer, to wire it (double-click)" onClick={() => comeCloser(flow, own)}>
          <ZoomIn size={14} />
        </IconButton>
      ) : null}
      <IconButton size="sm" label="Duplicate (Ctrl D)" onClick={edit.duplicate}>
        <Copy size={14} />
      </IconButton>
      <IconButton size="sm" label={isMuted ? "Unmute (M)" : "Mute (M)"} onClick={edit.toggleMute}>
        {isMuted ? <Eye size={14} /> : <EyeOff size={14} />}
      </IconButton>
      <IconButton size="sm" label={isBypassed ? "Use again (B)" : "Bypass (B)"} onClick={edit.toggleBypass}>
        <Milestone size={14} />
      </IconButton>
      {isBlock ? (
        <IconButton size="sm" label="Open the block (Enter)" onClick={edit.openBlock}>
          <LogIn size={14} />
        </IconButton>
      ) : (
        <IconButton size="sm" label="Make a block (Ctrl Shift G)" onClick={edit.makeBlock}>
          <Folder size={14} />
        </IconButton>
      )}
      <IconButton size="sm" label="Delete and reconnect (Ctrl Backspace)" onClick={edit.removeAndReconnect}>
        <Unplug size={14} />
      </IconButton>
      <IconButton size="sm" label="Delete (Del)" onClick={edit.remove}>
        <Trash2 size={14} />
      </IconButton>
    </NodeToolbar>
  );
}
