"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Button } from "@/app/ui/Button.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { ErrorState } from "@/app/ui/ErrorState.tsx";
import { toast } from "@/app/ui/toast.ts";
import type { Block, GraphDocument } from "@/graph-runtime/graph/document.ts";
import { viewOf } from "../blocks/scope.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { DocumentDifferences } from "../versions/DocumentDifferences.tsx";
import { isChangedHere, lostByUpdate, updatedBlock, updateFromLibrary } from "./library-block.ts";

type UpdateBlockDialogProps = { readonly block: Block; readonly libraryId: string; readonly onClose: () => void };

/** Shows what the newest version of the library changes in a block, and what would be lost, before it is taken. */
export function UpdateBlockDialog({ block, libraryId, onClose }: UpdateBlockDialogProps) {
  const trpc = useTRPC();
  const store = useStudioStore();
  const newest = useQuery({ ...trpc.library.get.queryOptions({ id: libraryId }), staleTime: 0 });
  const { root, dispatch, undo } = store.getState();
  const version = newest.data;
  const next = version === undefined ? null : updatedBlock(root, block, version);
  const update = (): void => {
    if (version === undefined) return;
    dispatch(updateFromLibrary(block.id, version));
    toast.success(`${block.title} is version ${version.version} of the library now`, {
      action: { label: "Undo", onClick: undo },
    });
    onClose();
  };
  return (
    <Dialog
      open
      wide="full"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={version === undefined ? `Update ${block.title}` : `Update ${block.title} to version ${version.version}`}
      description={version?.note === undefined || version.note === "" ? "What changes inside the block" : version.note}
    >
      {newest.isError ? (
        <ErrorState
          title="The newer version cannot be read"
          message={errorText(newest.error)}
          onRetry={() => void newest.refetch()}
        />
      ) : next === null ? (
        <p className="text-muted text-sm">Loading …</p>
      ) : (
        <div className="grid gap-3 text-xs" data-testid="block-differences">
          {isChangedHere(block) ? (
            <p className="text-warning">The block was changed in this strategy: the update replaces these changes.</p>
          ) : null}
          {lostByUpdate(root, block, next).map((line) => (
            <p key={line} className="text-warning">
              {line}
            </p>
          ))}
          <DocumentDifferences before={inside(root, block)} after={inside(root, next)} />
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Keep the present one</Button>
            <Button variant="primary" onClick={update}>
              Update
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Returns the inside of a block as a graph of its own. */
function inside(root: GraphDocument, block: Block): GraphDocument {
  const blocks = (root.blocks ?? []).map((other) => (other.id === block.id ? block : other));
  const view = viewOf({ ...root, blocks }, [{ node: block.id, block: block.id, version: block.version }]);
  return { ...view, blocks: (view.blocks ?? []).filter(({ id }) => id !== block.id) };
}
