"use client";
import type { NodeProps } from "@xyflow/react";
import { AlertTriangle, CircleX, EyeOff, Milestone } from "lucide-react";
import { memo } from "react";
import { cx } from "@/app/ui/cx.ts";
import { useSummary } from "../asking/use-summary.ts";
import { isInterfaceNode, scopePrefix } from "../blocks/scope.ts";
import { NodeFields } from "../inspector/NodeFields.tsx";
import type { Kind } from "../kinds/kind.ts";
import { PortValue } from "../scrub/PortValue.tsx";
import { useScrub } from "../scrub/scrub-store.ts";
import { definitionOf, type PortView, portsOf, shownInputs, titleOf } from "../store/definitions.ts";
import { indexOf, portKey } from "../store/document-index.ts";
import type { GraphFlowNode } from "../store/flow-model.ts";
import { groupedNodes } from "../store/folded-groups.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { FamilyIcon, familyColor } from "./FamilyIcon.tsx";
import { PortHandle } from "./PortHandle.tsx";
import { visibleInputs } from "./visible-inputs.ts";

const none: readonly PortView[] = [];

/** The one node component: everything it shows comes from the definition of the node's kind. */
export const GraphNodeView = memo(function GraphNodeView({ id, selected }: NodeProps<GraphFlowNode>) {
  const node = useStudio((state) => indexOf(state.document).nodes.get(id));
  const blocks = useStudio((state) => state.document.blocks);
  const title = useStudio((state) => {
    const current = indexOf(state.document).nodes.get(id);
    return current === undefined ? "" : titleOf(current, state.document);
  });
  const summary = useSummary(node);
  // A string, so that the node renders again only when what is wired to it changes.
  const wired = useStudio((state) => wiredPorts(state.document, id));
  const read = useStudio((state) => readPorts(state.document, id));
  const problems = useStudio((state) => state.diagnosticsOfNode.get(id));
  const prefix = useStudio((state) => scopePrefix(state.scope));
  const atBar = useScrub((state) =>
    state.fired.has(prefix + id) ? "fired" : state.blockers.has(prefix + id) ? "holds" : undefined,
  );
  const isFolded = useStudio((state) => state.document.ui.nodes[id]?.collapsed === true);
  const isGrouped = useStudio((state) => groupedNodes(state.document).has(id));
  if (node === undefined) return null;

  const definition = definitionOf(node, { blocks });
  const family = definition?.meta.family ?? null;
  const { inputs, outputs } = shownPorts(definition, { wired, read, isFolded });
  const worst =
    problems?.find((problem) => problem.severity === "error") ??
    problems?.find((problem) => problem.severity === "warning");

  return (
    <div
      className={cx(
        "graph-node",
        selected && "is-selected",
        node.muted === true && "is-muted",
        node.bypassed === true && "is-bypassed",
        isFolded && "is-folded",
        isGrouped && "is-grouped",
        family === "blocks" && "is-block",
        isInterfaceNode(id) && "is-interface",
        definition === undefined && "is-unknown",
      )}
      data-graph-node={id}
      data-testid={`node-${id}`}
      data-severity={worst?.severity}
      data-at-bar={atBar}
      style={{ "--family": familyColor(family) } as React.CSSProperties}
    >
      <div className="graph-node-block" aria-hidden="true">
        <FamilyIcon family={family} size={44} />
      </div>
      <header className="graph-node-header">
        <FamilyIcon family={family} />
        <span className="graph-node-title">{title}</span>
        {family === "blocks" && !isInterfaceNode(id) ? (
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
            input={inputs[row]}
            output={outputs[row]}
          />
        ))}
      </div>
      {selected && worst !== undefined ? (
        <p className={cx("graph-node-message", worst.severity === "error" ? "text-danger" : "text-warning")}>
          {worst.message}
        </p>
      ) : null}
    </div>
  );
});

type PortRowProps = {
  readonly nodeId: string;
  readonly input: PortView | undefined;
  readonly output: PortView | undefined;
};

function PortRow({ nodeId, input, output }: PortRowProps) {
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
          <PortValue nodeId={nodeId} portId={output.id} type={output.type} />
          <span className="truncate">{output.label}</span>
          <PortHandle nodeId={nodeId} port={output} side="source" />
        </span>
      )}
    </div>
  );
}

/** Returns the inputs that the node reads or that are wired, in one string as well. */
function readPorts(document: Parameters<typeof indexOf>[0], id: string): string {
  const node = indexOf(document).nodes.get(id);
  const inputs = node === undefined ? [] : shownInputs(document, node);
  return inputs.map((port) => port.id).join(",");
}

/** Returns which ports of a node have edges: "a,b|value", inputs before outputs. */
function wiredPorts(document: Parameters<typeof indexOf>[0], id: string): string {
  const node = indexOf(document).nodes.get(id);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  if (definition !== undefined) {
    const { incoming, outgoing } = indexOf(document);
    const { inputs, outputs } = portsOf(definition);
    const wiredIn = inputs.filter((port) => incoming.has(portKey(id, port.id)));
    const wiredOut = outputs.filter((port) => outgoing.has(portKey(id, port.id)));
    return `${wiredIn.map((port) => port.id).join(",")}|${wiredOut.map((port) => port.id).join(",")}`;
  }
  const inputs = document.edges.filter((edge) => edge.to.node === id).map((edge) => edge.to.port);
  const outputs = new Set(document.edges.filter((edge) => edge.from.node === id).map((edge) => edge.from.port));
  return `${inputs.join(",")}|${[...outputs].join(",")}`;
}

type NodePorts = { readonly wired: string; readonly read: string; readonly isFolded: boolean };
type ShownPorts = { readonly inputs: readonly PortView[]; readonly outputs: readonly PortView[] };

/** A folded node shows what is wired; an open one all outputs, and the inputs that there is a use for. */
function shownPorts(definition: Kind | undefined, { wired, read, isFolded }: NodePorts): ShownPorts {
  const middle = wired.indexOf("|");
  const wiredIn = new Set(wired.slice(0, middle).split(","));
  const wiredOut = new Set(wired.slice(middle + 1).split(","));
  if (definition === undefined) return { inputs: wiredViews(wiredIn), outputs: wiredViews(wiredOut) };
  const { inputs, outputs } = portsOf(definition);
  if (isFolded)
    return {
      inputs: inputs.filter((port) => wiredIn.has(port.id)),
      outputs: outputs.filter((port) => wiredOut.has(port.id)),
    };
  const isRead = new Set(read.split(","));
  const shown = inputs.filter((port) => isRead.has(port.id));
  return { inputs: visibleInputs(shown, (port) => wiredIn.has(port)), outputs };
}

/** A kind that this version does not know shows the ports that the document wires, so that no edge is lost. */
function wiredViews(ports: ReadonlySet<string>): readonly PortView[] {
  const ids = [...ports].filter((port) => port !== "");
  return ids.length === 0 ? none : ids.map((id) => ({ id, label: id, type: null, optional: true }));
}
