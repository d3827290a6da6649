"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Button } from "@/app/ui/Button.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { toast } from "@/app/ui/toast.ts";
import type { Block } from "@/graph-runtime/graph/document.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { blocksToSave, isChangedHere, linkToLibrary } from "./library-block.ts";
import { UpdateBlockDialog } from "./UpdateBlockDialog.tsx";

/** How a block of this strategy stands to the team's library: save it there, save its next version, or take a newer one. */
export function LibraryLink({ block }: { readonly block: Block }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const store = useStudioStore();
  const [note, setNote] = useState("");
  const [isUpdating, setUpdating] = useState(false);
  const origin = block.library;
  const listed = useQuery({ ...trpc.library.list.queryOptions(), enabled: origin !== undefined });
  const kept = listed.data?.find(({ id }) => id === origin?.id);
  const save = useMutation(
    trpc.library.save.mutationOptions({
      onSuccess: (saved) => {
        store.getState().dispatch(linkToLibrary(block.id, saved));
        setNote("");
        toast.success(`${block.title} is in the library`, { description: `Version ${saved.version}` });
        void queries.invalidateQueries({ queryKey: trpc.library.list.queryKey() });
      },
      onError: (error) => toast.error("The block was not saved to the library", { description: errorText(error) }),
    }),
  );
  const isNewer = origin !== undefined && kept !== undefined && kept.version > origin.version;
  const isChanged = isChangedHere(block);
  // Taken out of the library, a block can be saved there as a new one.
  const isGone = origin !== undefined && listed.data !== undefined && kept === undefined;
  const blocks = (): Block[] => [...blocksToSave(store.getState().root, block)];
  return (
    <div className="grid gap-2 border-t pt-3" data-testid="library-link">
      <p className="text-muted text-xs">
        {origin === undefined
          ? "In the library, other strategies can use this block too."
          : isGone
            ? `Taken from version ${origin.version} of a block that is no longer in the library.`
            : `Version ${origin.version} of the library${isChanged ? ", changed here" : ""}.`}
      </p>
      {isNewer ? (
        <Button size="sm" onClick={() => setUpdating(true)}>
          <RefreshCw size={14} /> Update to version {kept.version} …
        </Button>
      ) : null}
      {origin === undefined || isGone ? (
        <Button size="sm" busy={save.isPending} onClick={() => save.mutate({ blocks: blocks() })}>
          <BookmarkPlus size={14} /> Save to the library
        </Button>
      ) : null}
      {isChanged && kept !== undefined && origin !== undefined ? (
        <form
          className="grid gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ id: origin.id, note, blocks: blocks() });
          }}
        >
          <Input
            aria-label="What changed in the block"
            placeholder="What changed? (optional)"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button size="sm" type="submit" busy={save.isPending}>
            <BookmarkPlus size={14} /> Save as version {kept.version + 1}
          </Button>
        </form>
      ) : null}
      {isUpdating && origin !== undefined ? (
        <UpdateBlockDialog block={block} libraryId={origin.id} onClose={() => setUpdating(false)} />
      ) : null}
    </div>
  );
}
