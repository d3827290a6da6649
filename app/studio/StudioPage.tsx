"use client";
import { useQuery } from "@tanstack/react-query";
import { takeDraft } from "@/app/strategies/draft-ahead.ts";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { ErrorState } from "@/app/ui/ErrorState.tsx";
import { Studio } from "./Studio.tsx";
import { StudioLoading } from "./StudioLoading.tsx";

/**
 * Opens a strategy from the server's newest draft, never from a cached one: two tabs may edit it. The draft is fetched in
 * the browser, where the canvas can draw; the editor's code comes with the page, not after it.
 */
export function StudioPage({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const strategy = useQuery({
    ...trpc.strategies.get.queryOptions({ id }),
    queryFn: () => takeDraft(client, id),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (strategy.isError)
    return (
      <ErrorState
        title="The strategy cannot be opened"
        message={errorText(strategy.error)}
        onRetry={() => void strategy.refetch()}
      />
    );
  if (strategy.data === undefined || !strategy.isFetchedAfterMount) return <StudioLoading />;
  const { draft, revision } = strategy.data;
  return <Studio key={id} strategy={{ id, draft, revision }} />;
}
