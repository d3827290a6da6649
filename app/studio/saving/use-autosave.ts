"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPCClient } from "@/app/trpc/context.ts";
import { errorCode, errorText } from "@/app/trpc/error-text.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { diffDocuments } from "../commands/document-diff.ts";
import { replaceDocument } from "../commands/settings.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { type Autosave, createAutosave, type SaveState } from "./autosave.ts";
import { createCopyWriter } from "./copy-writer.ts";
import { type LocalCopy, removeLocalCopy, writeLocalCopy } from "./local-copy.ts";
import { type MergeOutcome, mergeDocuments } from "./three-way-merge.ts";

/** What another tab or person saved in the meantime, and how it goes together with the edits here. */
export type Conflict = { readonly theirs: GraphDocument; readonly revision: number; readonly merge: MergeOutcome };

export type Saving = {
  readonly state: SaveState;
  readonly conflict: Conflict | null;
  readonly flush: () => Promise<number | null>;
  readonly revision: () => number;
  readonly resolve: (choice: "merge" | "mine" | "theirs") => void;
};

/** Saves the draft some time after the last edit, keeps a local copy until it is safe, and notices edits elsewhere. */
export function useAutosave(
  strategyId: string,
  initial: { readonly document: GraphDocument; readonly revision: number },
): Saving {
  const store = useStudioStore();
  const client = useTRPCClient();
  const [state, setState] = useState<SaveState>({ kind: "saved" });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const autosave = useRef<Autosave<GraphDocument> | null>(null);
  const start = useRef(initial);

  // External system: the server, the browser's storage and its network state.
  useEffect(() => {
    const copies = createCopyWriter<LocalCopy>((copy) => writeLocalCopy(strategyId, copy));
    const made = createAutosave<GraphDocument>({
      initial: start.current,
      save: async (draft, revision) => {
        try {
          const saved = await client.strategies.saveDraft.mutate({ id: strategyId, revision, document: draft });
          return { kind: "saved", revision: saved.revision };
        } catch (error) {
          if (errorCode(error) === "CONFLICT") return { kind: "conflict" };
          return { kind: errorCode(error) === null ? "offline" : "refused", reason: errorText(error) };
        }
      },
      keepLocally: copies.keep,
      forgetLocal: () => {
        copies.forget();
        removeLocalCopy(strategyId);
      },
      onState: setState,
    });
    autosave.current = made;
    made.edited(store.getState().root);
    const stopListening = store.subscribe(({ root }) => made.edited(root));
    const retry = (): void => void made.flush(); // back online: nobody waits for it, its state is shown
    const warn = (event: BeforeUnloadEvent): void => {
      if (made.savedDocument() !== store.getState().root) event.preventDefault();
    };
    window.addEventListener("online", retry);
    window.addEventListener("beforeunload", warn);
    window.addEventListener("pagehide", copies.flush);
    window.addEventListener("visibilitychange", copies.flush, { capture: true });
    return () => {
      stopListening();
      copies.flush();
      window.removeEventListener("pagehide", copies.flush);
      window.removeEventListener("visibilitychange", copies.flush, { capture: true });
      window.removeEventListener("online", retry);
      window.removeEventListener("beforeunload", warn);
      // Leaving the page inside the application: what is unsaved goes out now, and stays in the local copy until it arrives.
      void made.flush().finally(() => made.dispose());
      autosave.current = null;
    };
  }, [client, store, strategyId]);

  // External system: the server's newer draft, fetched once a save was refused.
  useEffect(() => {
    if (state.kind !== "conflict") return;
    let isCurrent = true;
    client.strategies.get.query({ id: strategyId }).then(
      ({ draft, revision }) => {
        const base = autosave.current?.savedDocument();
        const saver = autosave.current;
        if (!isCurrent || base === undefined || saver === null) return;
        const mine = store.getState().root;
        if (diffDocuments(draft, mine).length === 0) {
          // The answer to an earlier save was lost on its way: the server holds these very edits.
          saver.rebase(mine, revision);
          return;
        }
        setConflict({ theirs: draft, revision, merge: mergeDocuments(base, mine, draft) });
      },
      () => undefined, // still offline: the state says so, and the local copy holds the work
    );
    return () => {
      isCurrent = false;
    };
  }, [state.kind, client, store, strategyId]);

  const resolve = useCallback(
    (choice: "merge" | "mine" | "theirs") => {
      const saver = autosave.current;
      if (conflict === null || saver === null) return;
      setConflict(null);
      const { dispatch } = store.getState();
      const merged = mergeDocuments(saver.savedDocument(), store.getState().root, conflict.theirs).merged;
      if (choice === "merge") dispatch(replaceDocument("Merge edits from elsewhere", merged));
      if (choice === "theirs") dispatch(replaceDocument("Take the other version", conflict.theirs));
      saver.rebase(conflict.theirs, conflict.revision);
      saver.edited(store.getState().root);
    },
    [conflict, store],
  );

  return {
    state,
    conflict,
    resolve,
    flush: useCallback(() => autosave.current?.flush() ?? Promise.resolve(null), []),
    revision: useCallback(() => autosave.current?.revision() ?? start.current.revision, []),
  };
}
