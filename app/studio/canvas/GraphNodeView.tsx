"use client";
import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
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
  const definition = useStudio((state) => definitionOf(node, state.document));
  const prefix = useStudio((state) => scopePrefix(state.scope));
  const problems = useStudio((state) => state.diagnosticsOfNode.get(id));
  const atBar = useScrub((state) =>
    state.fired.has(prefix + id) ? "fired" : state.blockers.has(prefix + id) ? "holds" : undefined,
  );
  const isFolded = useStudio((state) => state.document.ui.nodes[id]?.collapsed === true);
  const isGrouped = useStudio((state) => groupedNodes(state.document).has(id));
  // From afar no ports hold the node open.
  const height = useStudio((state) => nodeShapeOf(state.document, node).height);
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
        <FarBlock node={node} />
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
