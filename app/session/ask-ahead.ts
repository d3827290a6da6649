"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { warmResultCharts } from "../charts/lazy-charts.tsx";
import { useTRPC } from "../trpc/context.ts";

const result = /^\/backtests\/([0-9a-f-]{36})$/;

/**
 * Asks for what a page shows first together with who is signed in, instead of after it. For pages that have much to fetch: what they
 * ask for by themselves then finds the answer there, or on its way.
 */
export function useAskAhead(pathname: string): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  // External system: the server.
  useEffect(() => {
    const id = result.exec(pathname)?.[1];
    if (id === undefined) return;
    void queryClient.prefetchQuery(trpc.backtests.get.queryOptions({ id }));
    warmResultCharts();
  }, [pathname, queryClient, trpc]);
}
