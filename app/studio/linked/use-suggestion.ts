"use client";
import { useEffect, useRef } from "react";
import { useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { toast } from "@/app/ui/toast.ts";
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
    const apply = import("./apply-suggestion.ts").then(({ applySuggestion }) =>
      applySuggestion(store, client, suggestion),
    );
    apply.catch((error: unknown) => toast.error("The suggestion could not be read", { description: errorText(error) }));
  }, [client, store]);
}
