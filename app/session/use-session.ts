"use client";
import { useQuery } from "@tanstack/react-query";
import { alone } from "../trpc/client.ts";
import { useTRPC } from "../trpc/context.ts";

/** Returns who is signed in. Inside the shell's SessionGate `data` is always there. */
export function useSession() {
  const trpc = useTRPC();
  return useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000, trpc: alone }));
}
