"use client";
import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useShallow } from "zustand/react/shallow";
import { cx } from "@/app/ui/cx.ts";
import type { GraphNode } from "@/graph-runtime/graph/document.ts";
import { isInterfaceNode, scopePrefix } from "../blocks/scope.ts";
import { useScrub } from "../scrub/scrub-store.ts";
import { definitionOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";
import type { GraphFlowNode } from "../store/flow-model.ts";
import { groupedNodes } from "../store/folded-groups.ts";
import { nodeShapeOf } from "../store/node-shape.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { useIsFar } from "./detail.ts";
import { familyColor } from "./FamilyIcon.tsx";
import { FarBlock } from "./FarBlock.tsx";
import { NodeBody } from "./NodeBody.tsx";

/** The one node component: everything it shows comes from the definition of the node's kind. */
export const GraphNodeView = memo(function GraphNodeView({ id, selected }: NodeProps<GraphFlowNode>) {
  const node = useStudio((state) => indexOf(state.document).nodes.get(id));
  return node === undefined ? null : <NodeFrame node={node} selected={selected} />;
});

function NodeFrame({ node, selected }: { readonly node: GraphNode; readonly selected: boolean }) {
  const { id } = node;
  // One listener for each node, not one for each of its looks: there may be a thousand nodes.
  const { definition, prefix, problems, isFolded, isGrouped, height } = useStudio(
    useShallow((state) => ({
      definition: definitionOf(node, state.document),
      prefix: scopePrefix(state.scope),
      problems: state.diagnosticsOfNode.get(id),
      isFolded: state.document.ui.nodes[id]?.collapsed === true,
      isGrouped: groupedNodes(state.document).has(id),
      // From afar no ports hold the node open.
      height: nodeShapeOf(state.document, node).height,
    })),
  );
  const atBar = useScrub((state) =>
    state.fired.has(prefix + id) ? "fired" : state.blockers.has(prefix + id) ? "holds" : undefined,
  );
  const isFar = useIsFar();
  const family = definition?.meta.family ?? null;
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
      style={{ "--family": familyColor(family), ...(isFar ? { height } : {}) } as React.CSSProperties}
    >
      {isFar ? (
        <FarBlock title={node.label ?? definition?.meta.title ?? node.kind} family={family} />
      ) : (
        <NodeBody
          node={node}
          definition={definition}
          prefix={prefix}
          isFolded={isFolded}
          worst={worst}
          isSelected={selected}
        />
      )}
    </div>
  );
}
