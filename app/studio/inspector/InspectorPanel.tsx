"use client";
import {
  AlignHorizontalJustifyStart,
  AlignVerticalJustifyStart,
  BoxSelect,
  PanelRightClose,
  Workflow,
} from "lucide-react";
import { Button } from "@/app/ui/Button.tsx";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { alignNodes } from "../commands/align-nodes.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { NodeInspector } from "./NodeInspector.tsx";
import { SettingsInspector } from "./SettingsInspector.tsx";

type InspectorPanelProps = { readonly onClose: () => void; readonly onTidy: () => void; readonly onGroup: () => void };

/** The right panel: the selected node, the several selected, or the strategy. */
export function InspectorPanel({ onClose, onTidy, onGroup }: InspectorPanelProps) {
  const selected = useStudio((state) => state.selectedNodes);
  const only = selected[0];
  return (
    <aside className="studio-side is-right" aria-label="Inspector" data-testid="inspector">
      <div className="absolute top-2.5 right-2 z-10">
        <IconButton size="sm" label="Hide the inspector" onClick={onClose}>
          <PanelRightClose size={15} />
        </IconButton>
      </div>
      <div className="min-h-0 grow overflow-y-auto">
        {selected.length > 1 ? (
          <SeveralInspector ids={selected} onTidy={onTidy} onGroup={onGroup} />
        ) : only === undefined ? (
          <SettingsInspector />
        ) : (
          <NodeInspector key={only} nodeId={only} />
        )}
      </div>
    </aside>
  );
}

function SeveralInspector({
  ids,
  onTidy,
  onGroup,
}: {
  readonly ids: readonly string[];
  readonly onTidy: () => void;
  readonly onGroup: () => void;
}) {
  const store = useStudioStore();
  const { dispatch } = store.getState();
  return (
    <div className="grid gap-3 p-4">
      <h2 className="font-semibold text-base">{ids.length} nodes</h2>
      <div className="grid gap-2">
        <Button onClick={() => dispatch(alignNodes(ids, "left"))}>
          <AlignHorizontalJustifyStart size={15} /> Align left
        </Button>
        <Button onClick={() => dispatch(alignNodes(ids, "top"))}>
          <AlignVerticalJustifyStart size={15} /> Align top
        </Button>
        <Button onClick={onTidy}>
          <Workflow size={15} /> Tidy these
        </Button>
        <Button onClick={onGroup}>
          <BoxSelect size={15} /> Group
        </Button>
      </div>
    </div>
  );
}
