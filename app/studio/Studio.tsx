"use client";
import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/trpc/context.ts";
import { toast } from "@/app/ui/toast.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { ask } from "./asking/ask.ts";
import { replaceDocument } from "./commands/settings.ts";
import { StudioLoading } from "./StudioLoading.tsx";
import { hasLocalCopy, type LocalCopy, readLocalCopy, removeLocalCopy } from "./saving/local-copy.ts";
import { StudioProvider } from "./store/StudioContext.tsx";
import { createStudioStore } from "./store/studio-store.ts";
import { Workbench } from "./Workbench.tsx";

export type OpenedStrategy = { readonly id: string; readonly draft: GraphDocument; readonly revision: number };

/** The studio of one strategy; what a crash kept in this browser is read first. */
export function Studio({ strategy }: { readonly strategy: OpenedStrategy }) {
  const [opened, setOpened] = useState(() => (hasLocalCopy(strategy.id) ? null : open(strategy, null)));
  // External system: the browser's storage, read by the Web Worker.
  useEffect(() => {
    if (opened !== null) return;
    let isCurrent = true;
    readLocalCopy(strategy.id, (json) => ask({ kind: "document", json })).then(
      (local) => {
        if (isCurrent) setOpened(open(strategy, local));
      },
      () => {
        if (isCurrent) setOpened(open(strategy, null));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [opened, strategy]);
  return opened === null ? <StudioLoading /> : <OpenStudio id={strategy.id} opened={opened} />;
}

type Opened = ReturnType<typeof open>;

/** Its store, its data, and everything around them. */
function OpenStudio({ id, opened }: { readonly id: string; readonly opened: Opened }) {
  const trpc = useTRPC();
  const datasets = useQuery(trpc.datasets.list.queryOptions());
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
        <Workbench strategyId={id} saved={opened.saved} datasets={datasets.data ?? noDatasets} />
      </ReactFlowProvider>
    </StudioProvider>
  );
}

const noDatasets: readonly never[] = [];

/** Starts from the server's draft; edits that a crash kept in this browser are laid on top, as one step that can be undone. */
function open(strategy: OpenedStrategy, local: LocalCopy | null) {
  const store = createStudioStore(strategy.draft);
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
