"use client";
import { AlertTriangle, CircleX, EyeOff, Milestone } from "lucide-react";
import { memo } from "react";
import { cx } from "@/app/ui/cx.ts";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import type { GraphNode } from "@/graph-runtime/graph/document.ts";
import { useSummary } from "../asking/use-summary.ts";
import { isInterfaceNode } from "../blocks/scope.ts";
import { NodeFields } from "../inspector/NodeFields.tsx";
import type { Kind } from "../kinds/kind.ts";
import { PortValue } from "../scrub/PortValue.tsx";
import { titleOf } from "../store/definitions.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { type ShownPort, shownPortsOf } from "../store/shown-ports.ts";
import { FamilyIcon } from "./FamilyIcon.tsx";
import { PortHandle } from "./PortHandle.tsx";

type NodeBodyProps = {
  readonly node: GraphNode;
  readonly definition: Kind | undefined;
  /** What the node's values are called at a bar, before its own name. */
  readonly prefix: string;
  readonly isFolded: boolean;
  readonly worst: Diagnostic | undefined;
  readonly isSelected: boolean;
};

/** What a node says near by: title and badges, its reading, its first parameters, its ports. */
export const NodeBody = memo(function NodeBody(props: NodeBodyProps) {
  const { node, definition, prefix, isFolded, worst, isSelected } = props;
  const { id } = node;
  const title = useStudio((state) => titleOf(node, state.document));
  const summary = useSummary(node);
  const { inputs, outputs } = useStudio((state) => shownPortsOf(state.document, node));
  return (
    <>
      <header className="graph-node-header">
        <FamilyIcon family={definition?.meta.family ?? null} />
        <span className="graph-node-title">{title}</span>
        {definition?.meta.family === "blocks" && !isInterfaceNode(id) ? (
          <span className="version-chip" title={`Version ${node.version} of this block`}>
            v{node.version}
          </span>
        ) : null}
        {node.muted === true ? <EyeOff size={14} aria-label="Muted" className="text-muted" /> : null}
        {node.bypassed === true ? <Milestone size={14} aria-label="Bypassed" className="text-muted" /> : null}
        {worst?.severity === "error" ? (
          <CircleX size={15} role="img" aria-label={`Error: ${worst.message}`} className="text-danger" />
        ) : null}
        {worst?.severity === "warning" ? (
          <AlertTriangle size={15} role="img" aria-label={`Warning: ${worst.message}`} className="text-warning" />
        ) : null}
      </header>
      {isFolded ? null : (
        <p className="graph-node-summary" title={summary}>
          {summary}
        </p>
      )}
      {definition === undefined || isFolded ? null : <NodeFields nodeId={id} definition={definition} />}
      <div className="graph-node-ports">
        {Array.from({ length: Math.max(inputs.length, outputs.length) }, (_, row) => (
          <PortRow
            key={inputs[row]?.id ?? outputs[row]?.id ?? row}
            nodeId={id}
            prefix={prefix}
            input={inputs[row]}
            output={outputs[row]}
          />
        ))}
      </div>
      {isSelected && worst !== undefined ? (
        <p className={cx("graph-node-message", worst.severity === "error" ? "text-danger" : "text-warning")}>
          {worst.message}
        </p>
      ) : null}
    </>
  );
});

type PortRowProps = {
  readonly nodeId: string;
  readonly prefix: string;
  readonly input: ShownPort | undefined;
  readonly output: ShownPort | undefined;
};

function PortRow({ nodeId, prefix, input, output }: PortRowProps) {
  return (
    <div className="graph-node-row">
      {input === undefined ? (
        <span />
      ) : (
        <span className="graph-node-port is-input">
          <PortHandle nodeId={nodeId} port={input} side="target" />
          <span className={cx("truncate", input.optional && "text-faint")}>{input.label}</span>
        </span>
      )}
      {output === undefined ? (
        <span />
      ) : (
        <span className="graph-node-port is-output">
          <PortValue name={`${prefix}${nodeId}.${output.id}`} testId={`${nodeId}-${output.id}`} type={output.type} />
          <span className="truncate">{output.label}</span>
          <PortHandle nodeId={nodeId} port={output} side="source" />
        </span>
      )}
    </div>
  );
}
