"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { warmResultCharts } from "../charts/lazy-charts.tsx";
import { askForDraft } from "../strategies/draft-ahead.ts";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";

const result = /^\/backtests\/([0-9a-f-]{36})$/;
const strategy = /^\/strategies\/([0-9a-f-]{36})$/;

/**
 * Asks for what a page shows first together with who is signed in, instead of after it. For pages that have much to fetch: what they
 * ask for by themselves then finds the answer there, or on its way.
 */
export function useAskAhead(pathname: string): void {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  // External system: the server.
  useEffect(() => {
    const edited = strategy.exec(pathname)?.[1];
    // Who is signed in is known within the application: the page is there already, and asks by itself.
    if (edited !== undefined && queryClient.getQueryData(trpc.session.me.queryKey()) === undefined)
      askForDraft(client, edited);
    const id = result.exec(pathname)?.[1];
    if (id === undefined) return;
    void queryClient.prefetchQuery(trpc.backtests.get.queryOptions({ id }));
    warmResultCharts();
  }, [pathname, client, queryClient, trpc]);
}
