"use client";
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  BoxSelect,
  Folder,
  Workflow,
} from "lucide-react";
import { Button } from "@/app/ui/Button.tsx";
import { IconButton } from "@/app/ui/IconButton.tsx";
import type { AlignEdge } from "../commands/align-nodes.ts";
import type { EditActions } from "../keyboard/use-edit-actions.ts";

const edges: readonly { readonly edge: AlignEdge; readonly label: string; readonly icon: typeof Workflow }[] = [
  { edge: "left", label: "Align left (Alt ←)", icon: AlignStartVertical },
  { edge: "centre", label: "Align centres", icon: AlignCenterVertical },
  { edge: "right", label: "Align right (Alt →)", icon: AlignEndVertical },
  { edge: "top", label: "Align top (Alt ↑)", icon: AlignStartHorizontal },
  { edge: "middle", label: "Align middles", icon: AlignCenterHorizontal },
  { edge: "bottom", label: "Align bottom (Alt ↓)", icon: AlignEndHorizontal },
];

type SeveralProps = { readonly count: number; readonly onTidy: () => void; readonly edit: EditActions };

/** What can be done with several nodes at once. */
export function SeveralInspector({ count, onTidy, edit }: SeveralProps) {
  return (
    <div className="grid gap-4 p-4">
      <h2 className="font-semibold text-base">{count} nodes</h2>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-muted text-xs">Align and distribute</legend>
        <div className="flex flex-wrap gap-1">
          {edges.map(({ edge, label, icon: Icon }) => (
            <IconButton key={edge} label={label} onClick={() => edit.align(edge)}>
              <Icon size={16} />
            </IconButton>
          ))}
          <IconButton label="Distribute across" disabled={count < 3} onClick={() => edit.distribute("across")}>
            <AlignHorizontalDistributeCenter size={16} />
          </IconButton>
          <IconButton label="Distribute down" disabled={count < 3} onClick={() => edit.distribute("down")}>
            <AlignVerticalDistributeCenter size={16} />
          </IconButton>
        </div>
      </fieldset>
      <div className="grid gap-2">
        <Button onClick={onTidy}>
          <Workflow size={15} /> Tidy these
        </Button>
        <Button onClick={edit.group}>
          <BoxSelect size={15} /> Group
        </Button>
        <Button onClick={edit.makeBlock}>
          <Folder size={15} /> Make a block
        </Button>
      </div>
    </div>
  );
}
