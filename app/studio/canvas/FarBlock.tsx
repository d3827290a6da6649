"use client";
import type { GraphNode } from "@/graph-runtime/graph/document.ts";
import { familyOf, titleOf } from "../store/definitions.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { FamilyIcon } from "./FamilyIcon.tsx";

/** A node seen from afar: its family's colour and icon, and its name under the pointer. */
export function FarBlock({ node }: { readonly node: GraphNode }) {
  const title = useStudio((state) => titleOf(node, state.document));
  const family = useStudio((state) => familyOf(state.document, node.id));
  return (
    <div className="graph-node-block" role="img" aria-label={title} title={title}>
      <FamilyIcon family={family} size={44} />
    </div>
  );
}
