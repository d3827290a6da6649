"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";

export function WithdrawButton({ listingId }: { readonly listingId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const withdraw = useMutation(
    trpc.publishing.withdraw.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.marketplace.pathKey() }),
    }),
  );
  return (
    <ConfirmDialog
      title="Withdraw the listing?"
      description={
        <p>
          Nobody new can find it or subscribe to it. Whoever runs it takes no new entries and is told. What is published
          stays on record under its seal.
        </p>
      }
      confirm="Withdraw"
      danger
      onConfirm={() => withdraw.mutate({ listingId })}
      trigger={<Button busy={withdraw.isPending}>Withdraw</Button>}
    />
  );
}
