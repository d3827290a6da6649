"use client";
import { useQuery } from "@tanstack/react-query";
import { Library } from "lucide-react";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { EmptyState } from "@/app/ui/EmptyState.tsx";
import { ErrorState } from "@/app/ui/ErrorState.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { toast } from "@/app/ui/toast.ts";
import { kindsOf } from "../kinds/kinds.ts";
import { useInsert } from "../palette/use-insert.ts";
import { useStudioStore } from "../store/StudioContext.tsx";
import { LibraryRow } from "./LibraryRow.tsx";
import { bringFromLibrary } from "./library-block.ts";

/** The blocks that the team keeps for all its strategies: find one and put it into this strategy. */
export function LibraryDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const store = useStudioStore();
  const insert = useInsert();
  const blocks = useQuery({ ...trpc.library.list.queryOptions(), staleTime: 0 });
  const [wanted, setWanted] = useState("");
  const words = wanted.trim().toLowerCase();
  const found = (blocks.data ?? []).filter(({ title, description }) =>
    `${title} ${description}`.toLowerCase().includes(words),
  );
  const take = async (id: string): Promise<void> => {
    try {
      const version = await client.library.get.query({ id });
      const { command, kind } = bringFromLibrary(store.getState().root, version);
      if (command !== null) store.getState().dispatch(command);
      const definition = kindsOf(store.getState().document).get(kind);
      if (definition === undefined) throw new Error(`${version.title} cannot be read by this version of the studio.`);
      insert(definition, { autoWire: true });
      if (command === null)
        toast(`${version.title} was in this strategy already`, { description: "The new node is linked to it." });
      onClose();
    } catch (error) {
      toast.error("The block was not inserted", { description: errorText(error) });
    }
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Block library"
      description="Blocks that your team uses in several strategies. What is inserted stays as it is until you update it."
    >
      {blocks.isError ? (
        <ErrorState
          title="The library cannot be read"
          message={errorText(blocks.error)}
          onRetry={() => void blocks.refetch()}
        />
      ) : blocks.data === undefined ? (
        <p className="text-muted text-sm">Loading …</p>
      ) : blocks.data.length === 0 ? (
        <EmptyState icon={<Library size={18} />} title="No blocks yet">
          Choose some nodes, make a block of them (Ctrl Shift G), then save it to the library in the inspector.
        </EmptyState>
      ) : (
        <div className="grid gap-3">
          <Input
            aria-label="Find a block"
            placeholder="Find a block"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
          {found.length === 0 ? <p className="text-muted text-sm">No block is called “{wanted}”.</p> : null}
          <ul className="grid gap-1" data-testid="library-list">
            {found.map((block) => (
              <LibraryRow key={block.id} block={block} onInsert={() => take(block.id)} />
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
