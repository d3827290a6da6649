"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { notifyError } from "../ui/notify.ts";
import type { ListingDetail } from "./ListingView.tsx";

/** Puts a listing among those that the installation recommends, or takes it out. */
export function CurateButton({ listing }: { readonly listing: ListingDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const curate = useMutation(
    trpc.moderation.curate.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.marketplace.pathKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Button busy={curate.isPending} onClick={() => curate.mutate({ listingId: listing.id, curated: !listing.curated })}>
      {listing.curated ? "No longer curate" : "Curate"}
    </Button>
  );
}
