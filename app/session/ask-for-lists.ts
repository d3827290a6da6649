"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { firstPage, listPage } from "../marketplace/first-page.ts";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";

/** Asks for the first cards of a list together with who is signed in: what the page asks for by itself finds them there, or on their way. */
export function useAskForLists(pathname: string): void {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  // External system: the server.
  useEffect(() => {
    if (pathname === "/marketplace" && window.location.search === "") {
      void queryClient.prefetchInfiniteQuery({
        queryKey: trpc.marketplace.list.infiniteQueryKey(firstPage),
        queryFn: () => listPage(client, firstPage)(),
        initialPageParam: undefined,
      });
    }
    if (pathname === "/templates") void queryClient.prefetchQuery(trpc.datasets.list.queryOptions());
    if (pathname === "/baskets") void queryClient.prefetchQuery(trpc.baskets.list.queryOptions());
  }, [pathname, client, queryClient, trpc]);
}
