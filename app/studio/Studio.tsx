"use client";
import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/trpc/context.ts";
import { toast } from "@/app/ui/toast.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { replaceDocument } from "./commands/settings.ts";
import { readLocalCopy, removeLocalCopy } from "./saving/local-copy.ts";
import { StudioProvider } from "./store/StudioContext.tsx";
import { createStudioStore } from "./store/studio-store.ts";
import { Workbench } from "./Workbench.tsx";

export type OpenedStrategy = { readonly id: string; readonly draft: GraphDocument; readonly revision: number };

/** The studio of one strategy: its store, its data, and everything around them. */
export function Studio({ strategy }: { readonly strategy: OpenedStrategy }) {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  const [opened] = useState(() => open(strategy));
  const { store, wasRestored } = opened;

  // External system: the toast that tells of restored work, once.
  useEffect(() => {
    if (!wasRestored) return;
    toast("Restored edits that had not reached the server", {
      action: { label: "Discard", onClick: store.getState().undo },
    });
  }, [wasRestored, store]);

  return (
    <StudioProvider store={store}>
      <ReactFlowProvider>
        <Workbench strategyId={strategy.id} saved={opened.saved} datasets={datasets.data ?? noDatasets} />
      </ReactFlowProvider>
    </StudioProvider>
  );
}

const noDatasets: readonly never[] = [];

/** Starts from the server's draft; edits that a crash kept in this browser are laid on top, as one step that can be undone. */
function open(strategy: OpenedStrategy) {
  const store = createStudioStore(strategy.draft);
  const local = readLocalCopy(strategy.id);
  if (local === null || JSON.stringify(local.document) === JSON.stringify(strategy.draft)) {
    removeLocalCopy(strategy.id);
    return { store, saved: { document: strategy.draft, revision: strategy.revision }, wasRestored: false };
  }
  store.getState().dispatch(replaceDocument("Restore unsaved edits", local.document));
  // Saved from an older revision, the next save is refused and the two are merged.
  const isCurrent = local.revision === strategy.revision;
  return {
    store,
    saved: isCurrent
      ? { document: strategy.draft, revision: strategy.revision }
      : { document: local.base, revision: local.revision },
    wasRestored: true,
  };
}
