"use client";
import { ViewportPortal } from "@xyflow/react";
import { memo, useMemo } from "react";
import { scopePrefix } from "../blocks/scope.ts";
import { useScrub } from "../scrub/scrub-store.ts";
import type { FlowEdge, FlowNode } from "../store/flow-model.ts";
import { useMoving, useStudio } from "../store/StudioContext.tsx";
import { type Bundle, bundleEdges, endsOf, partEdges } from "./bundle-edges.ts";
import { useLiveDrag, withPlaces } from "./live-drag.ts";
import { edgeWidth, portColor } from "./port-color.ts";

/**
 * All edges as one drawing with a path for each type: from afar none of them can be aimed at, and hundreds of elements would
 * each be looked after in every frame. Those of a node that is being dragged are a drawing of their own, over the others.
 */
export function FarEdges() {
  const nodes = useMoving((state) => state.flowNodes);
  const edges = useMoving((state) => state.flowEdges);
  const { still, moving } = useMemo(() => partEdges(nodes, edges), [nodes, edges]);
  return (
    <ViewportPortal>
      <EdgeDrawing className="far-edges" nodes={nodes} edges={still} />
      {moving.length === 0 ? null : <MovingEdges nodes={nodes} edges={moving} />}
    </ViewportPortal>
  );
}

type Drawn = { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] };

function MovingEdges({ nodes, edges }: Drawn) {
  const places = useLiveDrag((state) => state.places);
  const ends = useMemo(() => endsOf(nodes, edges), [nodes, edges]);
  const there = useMemo(() => withPlaces(ends, places), [ends, places]);
  return <EdgeDrawing className="far-edges is-moving" nodes={there} edges={edges} />;
}

function EdgeDrawing({ className, nodes, edges }: Drawn & { readonly className: string }) {
  const document = useStudio((state) => state.document);
  const prefix = useStudio((state) => scopePrefix(state.scope));
  const values = useScrub((state) => state.values);
  const bundles = useMemo(
    () => bundleEdges(document, { nodes, edges, isLit: (port) => values.get(prefix + port) === 1 }),
    [nodes, edges, document, values, prefix],
  );
  return (
    <svg className={className} aria-hidden="true">
      {bundles.map(({ key, ...bundle }) => (
        <BundlePath key={key} {...bundle} />
      ))}
    </svg>
  );
}

/** Rendered again only where its path is another: what a drag leaves in place is not drawn anew. */
const BundlePath = memo(function BundlePath({ type, isLit, path }: Omit<Bundle, "key">) {
  return (
    <path
      d={path}
      stroke={portColor(type)}
      strokeWidth={edgeWidth(type) + (isLit ? 3 : 1)}
      opacity={isLit ? 1 : 0.75}
      data-lit={isLit || undefined}
    />
  );
});
