"use client";
import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { cx } from "@/app/ui/cx.ts";
import { renameGroup } from "../commands/annotate.ts";
import type { GroupFlowNode } from "../store/flow-model.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";

/** A titled frame behind the nodes of a group; dragging it moves them all. */
export const GroupFrame = memo(function GroupFrame({ id, selected }: NodeProps<GroupFlowNode>) {
  const store = useStudioStore();
  const groupId = id.slice("group:".length);
  const title = useStudio((state) => state.document.ui.groups.find((group) => group.id === groupId)?.title ?? "");
  return (
    <div className={cx("group-frame", selected && "is-selected")}>
      <input
        className="group-title nodrag"
        aria-label="Group title"
        value={title}
        maxLength={120}
        onChange={(event) => store.getState().dispatch(renameGroup(groupId, event.target.value))}
      />
    </div>
  );
});
