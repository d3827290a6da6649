"use client";
import { Button } from "@/app/ui/Button.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { diffDocuments } from "../commands/document-diff.ts";
import { useStudio } from "../store/StudioContext.tsx";
import { describeChange } from "../versions/describe-change.ts";
import type { Saving } from "./use-autosave.ts";

/** Somebody saved this strategy elsewhere: what they changed, and what to keep. Nothing is lost before a choice is made. */
export function ConflictDialog({ saving }: { readonly saving: Saving }) {
  const mine = useStudio((state) => state.root);
  const { conflict, resolve } = saving;
  if (conflict === null) return null;
  const changes = diffDocuments(mine, conflict.theirs).filter((change) => !change.path.startsWith("position/"));
  const { clashes } = conflict.merge;
  return (
    <Dialog
      open
      title="This strategy was changed elsewhere"
      description="Another tab or person saved it while you were editing. Your edits are safe in this browser."
      footer={
        <>
          <Button variant="ghost" onClick={() => resolve("theirs")}>
            Take theirs
          </Button>
          <Button onClick={() => resolve("mine")}>Keep mine</Button>
          <Button variant="primary" onClick={() => resolve("merge")}>
            Merge both
          </Button>
        </>
      }
    >
      <p className="mb-2 text-sm">
        {clashes.length === 0
          ? "The edits do not touch the same things: merging keeps all of them."
          : `Both changed ${clashes.length === 1 ? "one thing" : `${clashes.length} things`}: merging keeps yours there, and theirs everywhere else.`}
      </p>
      <ul className="grid max-h-48 gap-1 overflow-y-auto text-muted text-xs">
        {changes.map((change) => (
          <li key={change.path}>{describeChange(change, conflict.theirs, mine)}</li>
        ))}
      </ul>
    </Dialog>
  );
}
