import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { definitionOf, titleOf } from "../store/definitions.ts";

/** Returns where a knob is used, such as "Fast average, length". */
export function knobUses(document: GraphDocument, key: string): readonly string[] {
  return document.nodes.flatMap((node) =>
    Object.entries(node.params).flatMap(([param, value]) => {
      if (typeof value !== "object" || Array.isArray(value) || value.$param !== key) return [];
      const definition = definitionOf(node, document);
      const field = definition?.fields.find((candidate) => candidate.key === param);
      return [`${titleOf(node, document)}, ${(field?.label ?? param).toLowerCase()}`];
    }),
  );
}
