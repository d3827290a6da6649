"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";

type Wish = { readonly templateId: string; readonly datasetId: string };

/** Makes a strategy of a template, runs it over a history, and opens the result. */
export function useBacktestTemplate() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ templateId, datasetId }: Wish) => {
      const { id: strategyId } = await client.strategies.create.mutate({ templateId });
      return client.backtests.run.mutate({ strategyId, revision: 1, datasetId });
    },
    onSuccess: ({ backtestId }) => router.push(`/backtests/${backtestId}`),
    // the strategy is there even where its run was refused
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
  });
}
