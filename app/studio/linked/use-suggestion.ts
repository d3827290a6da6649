"use client";
import { useEffect, useRef } from "react";
import { readFindings } from "@/app/backtests/read-stored.ts";
import { useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { toast } from "@/app/ui/toast.ts";
import { ask } from "../asking/ask.ts";
import { applyFix } from "../commands/apply-fix.ts";
import { replaceDocument } from "../commands/settings.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { readLink } from "./read-link.ts";

/** Applies the change that a result's critique suggested, where the address asks for one: as one step that can be undone. */
export function useSuggestion(): void {
  const store = useStudioStore();
  const client = useTRPCClient();
  const isApplied = useRef(false);
  // External system: the address of the page, which is cleared so that a reload does not apply it again.
  useEffect(() => {
    const { suggestion } = readLink(window.location.search);
    if (suggestion === null || isApplied.current) return;
    isApplied.current = true;
    window.history.replaceState(window.history.state, "", window.location.pathname);
    const apply = async (): Promise<void> => {
      const { critique } = await client.backtests.get.query({ id: suggestion.backtestId });
      const fix = readFindings(critique).find(({ id }) => id === suggestion.findingId)?.fix;
      const { root } = store.getState();
      const json = fix === undefined ? null : applyFix(root, fix);
      const document = json === null ? null : (await ask({ kind: "document", json })).document;
      const present = store.getState();
      if (fix === undefined || document === null || present.root !== root) {
        toast("Nothing was changed", { description: "The draft no longer fits the suggestion." });
        return;
      }
      present.dispatch(replaceDocument(fix.label, document));
      toast.success(`Applied: ${fix.label}`, { action: { label: "Undo", onClick: store.getState().undo } });
    };
    apply().catch((error: unknown) =>
      toast.error("The suggestion could not be read", { description: errorText(error) }),
    );
  }, [client, store]);
}
