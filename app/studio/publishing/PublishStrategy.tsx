"use client";
import { useQuery } from "@tanstack/react-query";
import { PublishDialog } from "@/app/publishing/PublishDialog.tsx";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import { Loaded } from "@/app/trpc/Loaded.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import type { Saving } from "../saving/use-autosave.ts";
import { useStudio } from "../store/StudioContext.tsx";

type PublishStrategyProps = {
  readonly strategyId: string;
  readonly saving: Saving;
  readonly onClose: () => void;
};

/** Publishes the strategy as it is on the canvas: the draft becomes a version first. */
export function PublishStrategy({ strategyId, saving, onClose }: PublishStrategyProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const name = useStudio((state) => state.root.name);
  const description = useStudio((state) => state.root.description ?? "");
  const saved = useQuery({
    queryKey: [...trpc.strategies.saveVersion.mutationKey(), strategyId, "to publish"],
    staleTime: 0,
    gcTime: 0,
    queryFn: async () => {
      const revision = await saving.flush();
      if (revision === null) throw new Error("The draft could not be saved, so there is nothing to publish yet.");
      return client.strategies.saveVersion.mutate({ id: strategyId, revision });
    },
  });
  const onOpenChange = (isOpen: boolean): void => {
    if (!isOpen) onClose();
  };
  if (saved.data === undefined) {
    return (
      <Dialog open title="Publish" onOpenChange={onOpenChange}>
        <Loaded query={saved}>{() => null}</Loaded>
      </Dialog>
    );
  }
  const { versionId, number } = saved.data;
  return (
    <PublishDialog
      open
      target={{ kind: "strategy", strategyVersionId: versionId }}
      what={`version ${number}`}
      name={name}
      description={description}
      onOpenChange={onOpenChange}
    />
  );
}
