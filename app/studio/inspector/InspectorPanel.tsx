"use client";
import { PanelRightClose } from "lucide-react";
import dynamic from "next/dynamic";
import { memo } from "react";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { EditActions } from "../keyboard/use-edit-actions.ts";
import { orMissing } from "../layout/PartMissing.tsx";
import { useStudio } from "../store/StudioContext.tsx";
import { NodeInspector } from "./NodeInspector.tsx";
import { SettingsInspector } from "./SettingsInspector.tsx";

const SeveralInspector = dynamic(
  () => import("./SeveralInspector.tsx").then((module) => module.SeveralInspector, orMissing),
  { loading: () => null },
);
const BlockInspector = dynamic(() =>
  import("../blocks/BlockInspector.tsx").then((module) => module.BlockInspector, orMissing),
);

type InspectorPanelProps = {
  readonly onClose: () => void;
  readonly onTidy: () => void;
  readonly edit: EditActions;
};

/** The right panel: the selected node, the several selected, the block that is open, or the strategy. */
export const InspectorPanel = memo(function InspectorPanel({ onClose, onTidy, edit }: InspectorPanelProps) {
  const selected = useStudio((state) => state.selectedNodes);
  const isInBlock = useStudio((state) => state.scope.length > 0);
  const only = selected[0];
  return (
    <aside className="studio-side is-right" aria-label="Inspector" data-testid="inspector">
      <div className="relative min-h-0 grow overflow-y-auto">
        <div className="absolute top-2.5 right-2 z-10">
          <IconButton size="sm" label="Hide the inspector" onClick={onClose}>
            <PanelRightClose size={15} />
          </IconButton>
        </div>
        {selected.length > 1 ? (
          <SeveralInspector count={selected.length} onTidy={onTidy} edit={edit} />
        ) : only !== undefined ? (
          <NodeInspector key={only} nodeId={only} />
        ) : isInBlock ? (
          <BlockInspector />
        ) : (
          <SettingsInspector />
        )}
      </div>
    </aside>
  );
});
