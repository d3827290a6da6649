"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import type { CuratedListing } from "./gallery-filter.ts";

/** Returns whether a listing is one strategy that may be copied and changed. */
export function isCopyable({ kind, disclosure }: CuratedListing): boolean {
  return kind === "strategy" && disclosure === "open";
}

/** Copies an open strategy under its author's name, and opens it in the canvas. */
export function useOpenListing() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: CuratedListing) => client.marketplace.fork.mutate({ listingId: id, ordinal: 0 }),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() });
      router.push(`/strategies/${id}`);
    },
  });
}

/** Puts a listing into a basket of one's own by the rules that it has, sealed or not, and tests that: no graph is shown for it. */
export function useBacktestListing() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id: listingId, title, publisher }: CuratedListing) => {
      const description = `"${title}" by ${publisher.name}, to try it`;
      const { settings } = await client.marketplace.get.query({ listingId });
      const { id } = await client.baskets.create.mutate({ name: title.slice(0, 80), description });
      const rules = settings === null ? {} : { settings };
      await client.baskets.setMembers.mutate({ id, members: [{ listingId, weight: 1 }], ...rules });
      await client.baskets.test.mutate({ id });
      return { id };
    },
    onSuccess: ({ id }) => router.push(`/baskets/${id}`),
    // the basket is there even where its test was refused
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.baskets.list.queryKey() }),
  });
}
