"use client";
import { Check, CloudOff, GitMerge, LoaderCircle, PencilLine } from "lucide-react";
import type { SaveState } from "./autosave.ts";

const shown = {
  saved: { icon: Check, text: "Saved", tone: "text-muted" },
  unsaved: { icon: PencilLine, text: "Editing", tone: "text-muted" },
  saving: { icon: LoaderCircle, text: "Saving", tone: "text-muted" },
  offline: { icon: CloudOff, text: "Offline – kept in this browser", tone: "text-warning" },
  refused: { icon: CloudOff, text: "Not saved – kept in this browser", tone: "text-danger" },
  conflict: { icon: GitMerge, text: "Changed elsewhere", tone: "text-danger" },
} as const;

/** Where the work is: on the server, on its way, or only in this browser. */
export function SaveStatus({ state }: { readonly state: SaveState }) {
  const { icon: Icon, text, tone } = shown[state.kind];
  return (
    <span
      role="status"
      data-testid="save-state"
      data-state={state.kind}
      title={"reason" in state ? state.reason : text}
      className={`flex min-w-0 items-center gap-1.5 px-1.5 text-xs max-sm:pr-3 ${tone}`}
    >
      <Icon size={13} aria-hidden="true" className={`shrink-0 ${state.kind === "saving" ? "animate-spin" : ""}`} />
      <span className={state.kind === "saved" ? "truncate max-sm:sr-only" : "truncate"}>{text}</span>
    </span>
  );
}
