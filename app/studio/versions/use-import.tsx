"use client";
import { type ReactNode, useCallback, useRef } from "react";
import { toast } from "@/app/ui/toast.ts";
import { ask } from "../asking/ask.ts";
import { replaceDocument } from "../commands/settings.ts";
import { useStudioStore } from "../store/StudioContext.tsx";

const largestFile = 2 * 1024 * 1024;

/** Replaces the draft by a strategy from a JSON file; one undo step brings the old one back. */
export function useImport(): { readonly choose: () => void; readonly input: ReactNode } {
  const store = useStudioStore();
  const field = useRef<HTMLInputElement>(null);
  const read = async (file: File): Promise<void> => {
    if (file.size > largestFile) {
      toast.error("Nothing was imported", {
        description: `${file.name} has ${(file.size / 1024 / 1024).toFixed(1)} MB; a strategy has 2 MB at most.`,
      });
      return;
    }
    let json: unknown;
    try {
      json = JSON.parse(await file.text());
    } catch {
      toast.error("Nothing was imported", { description: `${file.name} is not JSON.` });
      return;
    }
    const { document, diagnostics } = await ask({ kind: "document", json });
    if (document === null) {
      toast.error("Nothing was imported", {
        description: diagnostics[0]?.message ?? `${file.name} is not a strategy.`,
      });
      return;
    }
    const { dispatch, document: present, undo } = store.getState();
    dispatch(replaceDocument(`Import ${file.name}`, { ...document, name: present.name }));
    toast.success(`Imported ${document.name}`, { action: { label: "Undo", onClick: undo } });
  };
  return {
    choose: useCallback(() => field.current?.click(), []),
    input: (
      <input
        ref={field}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="Import a strategy"
        data-testid="import-file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file !== undefined) void read(file); // its failures are shown by itself
        }}
      />
    ),
  };
}
