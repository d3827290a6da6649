"use client";
import { ChevronRight } from "lucide-react";
import { blockKind, findBlock } from "@/graph-runtime/nodes/block-kind.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";

/** The way from the strategy to the block that is open; each step leads back out to it. Absent at the strategy itself. */
export function Breadcrumb() {
  const store = useStudioStore();
  const root = useStudio((state) => state.root);
  const scope = useStudio((state) => state.scope);
  if (scope.length === 0) return null;
  return (
    <nav className="breadcrumb" aria-label="Open block" data-testid="breadcrumb">
      <button type="button" onClick={() => store.getState().leaveBlock(0)}>
        {root.name}
      </button>
      {scope.map((step, depth) => {
        const block = findBlock(root, blockKind(step.block));
        const isLast = depth === scope.length - 1;
        return (
          <span key={step.node} className="flex min-w-0 items-center gap-1">
            <ChevronRight size={13} aria-hidden="true" className="shrink-0 text-faint" />
            {isLast ? (
              <span className="flex min-w-0 items-center gap-1.5 px-1.5 font-semibold" aria-current="page">
                <span className="truncate">{block?.title}</span>
                <span className="version-chip">v{block?.version}</span>
              </span>
            ) : (
              <button type="button" onClick={() => store.getState().leaveBlock(depth + 1)}>
                {block?.title}
              </button>
            )}
          </span>
        );
      })}
    </nav>
  );
}
