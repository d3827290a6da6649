"use client";
import { ViewportPortal } from "@xyflow/react";
import { memo, useMemo } from "react";
import { scopePrefix } from "../blocks/scope.ts";
import { useScrub } from "../scrub/scrub-store.ts";
import { useMoving, useStudio } from "../store/StudioContext.tsx";
import { type Bundle, bundleEdges } from "./bundle-edges.ts";
import { edgeWidth, portColor } from "./port-color.ts";

/**
 * All edges as one drawing with a path for each type: from afar none of them can be aimed at, and hundreds of elements would
 * each be looked after in every frame.
 */
export function FarEdges() {
  const nodes = useMoving((state) => state.flowNodes);
  const edges = useMoving((state) => state.flowEdges);
  const document = useStudio((state) => state.document);
  const prefix = useStudio((state) => scopePrefix(state.scope));
  const values = useScrub((state) => state.values);
  const bundles = useMemo(
    () => bundleEdges(document, { nodes, edges, isLit: (port) => values.get(prefix + port) === 1 }),
    [nodes, edges, document, values, prefix],
  );
  return (
    <ViewportPortal>
      <svg className="far-edges" aria-hidden="true">
        {bundles.map(({ key, ...bundle }) => (
          <BundlePath key={key} {...bundle} />
        ))}
      </svg>
    </ViewportPortal>
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
