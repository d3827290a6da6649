"use client";
import { Handle, type NodeProps, Position, useUpdateNodeInternals } from "@xyflow/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { cx } from "@/app/ui/cx.ts";
import { renameGroup } from "../commands/annotate.ts";
import { collapseGroup } from "../commands/collapse.ts";
import type { PortRef } from "../commands/command.ts";
import { type PortSide, portLabel, portTypeOf } from "../store/definitions.ts";
import { portKey } from "../store/document-index.ts";
import type { GroupFlowNode } from "../store/flow-model.ts";
import { type GroupPorts, groupPorts } from "../store/folded-groups.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { PortShape } from "./PortShape.tsx";

/** A titled frame behind the nodes of a group; dragging it moves them all. Folded, it shows the ports at its border. */
export const GroupFrame = memo(function GroupFrame({ id, selected }: NodeProps<GroupFlowNode>) {
  const store = useStudioStore();
  const groupId = id.slice("group:".length);
  const group = useStudio((state) => state.document.ui.groups.find((candidate) => candidate.id === groupId));
  if (group === undefined) return null;
  const isFolded = group.collapsed === true;
  return (
    <div
      className={cx("group-frame", selected && "is-selected", isFolded && "is-folded")}
      data-testid={`group-${groupId}`}
    >
      <div className="group-header">
        <button
          type="button"
          className="group-fold nodrag"
          aria-expanded={!isFolded}
          aria-label={isFolded ? `Expand ${group.title}` : `Collapse ${group.title}`}
          onClick={() => store.getState().dispatch(collapseGroup(groupId, !isFolded))}
        >
          {isFolded ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
        </button>
        <input
          className="group-title nodrag"
          aria-label="Group title"
          value={group.title}
          maxLength={120}
          onChange={(event) => store.getState().dispatch(renameGroup(groupId, event.target.value))}
        />
        {isFolded ? <span className="group-count">{group.nodes.length}</span> : null}
      </div>
      {isFolded ? <BorderPorts flowId={id} groupId={groupId} /> : null}
    </div>
  );
});

const noPorts: GroupPorts = { inputs: [], outputs: [] };

function BorderPorts({ flowId, groupId }: { readonly flowId: string; readonly groupId: string }) {
  const document = useStudio((state) => state.document);
  const measure = useUpdateNodeInternals();
  const group = document.ui.groups.find((candidate) => candidate.id === groupId);
  const { inputs, outputs } = group === undefined ? noPorts : groupPorts(document, group);
  const shown = [...inputs, ...outputs].map((port) => portKey(port.node, port.port)).join();
  const measured = useRef(shown);
  // External system: React Flow's measurements of where the ports are. It makes the first ones by itself.
  useEffect(() => {
    if (measured.current === shown) return;
    measured.current = shown;
    measure(flowId);
  }, [measure, flowId, shown]);
  return (
    <div className="graph-node-ports">
      {Array.from({ length: Math.max(inputs.length, outputs.length) }, (_, row) => (
        <div key={portKey(inputs[row]?.node ?? "", outputs[row]?.node ?? String(row))} className="graph-node-row">
          <BorderPort port={inputs[row]} side="target" />
          <BorderPort port={outputs[row]} side="source" />
        </div>
      ))}
    </div>
  );
}

function BorderPort({ port, side }: { readonly port: PortRef | undefined; readonly side: PortSide }) {
  const document = useStudio((state) => state.document);
  if (port === undefined) return <span />;
  const isOutput = side === "source";
  const shape = (
    <Handle
      id={portKey(port.node, port.port)}
      type={side}
      position={isOutput ? Position.Right : Position.Left}
      isConnectable={false}
      className="port-handle"
    >
      <PortShape type={portTypeOf(document, port, side)} filled />
    </Handle>
  );
  return (
    <span className={cx("graph-node-port", isOutput ? "is-output" : "is-input")}>
      {isOutput ? null : shape}
      <span className="truncate">{portLabel(document, port, side)}</span>
      {isOutput ? shape : null}
    </span>
  );
}
