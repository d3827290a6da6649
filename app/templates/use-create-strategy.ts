"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../trpc/context.ts";

/** Makes a strategy and opens it in the canvas. */
export function useCreateStrategy() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.strategies.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() });
        router.push(`/strategies/${id}`);
      },
    }),
  );
}
