import type { GraphNode } from "@/graph-runtime/graph/document.ts";
import type { Scope } from "../blocks/scope.ts";
import { usePreview } from "../preview/preview-store.ts";
import { definitionOf } from "../store/definitions.ts";
import { useStudio } from "../store/StudioContext.tsx";
import type { StudioState } from "../store/studio-state.ts";
import { summaryKey } from "./summary-key.ts";

type Shown = Pick<StudioState, "document" | "scope">;

/** Returns the one-line reading of a node that is shown; empty until the worker has read it. */
export function useSummary(node: GraphNode | undefined): string {
  const key = useStudio((state) => (node === undefined ? "" : summaryKey(blockOf(state.scope), node.id)));
  const isUnknown = useStudio((state) => node !== undefined && definitionOf(node, state.document) === undefined);
  const text = usePreview((state) => state.summaries.get(key));
  return isUnknown ? `${node?.kind} is not known to this version` : (text ?? "");
}

/** Returns the same for any node of the document that is shown, for lists. */
export function useSummaries(): (node: GraphNode) => string {
  const summaries = usePreview((state) => state.summaries);
  const block = useStudio((state) => blockOf(state.scope));
  const document: Shown["document"] = useStudio((state) => state.document);
  return (node) =>
    definitionOf(node, document) === undefined
      ? `${node.kind} is not known to this version`
      : (summaries.get(summaryKey(block, node.id)) ?? "");
}

function blockOf(scope: Scope): string | null {
  return scope.at(-1)?.block ?? null;
}
