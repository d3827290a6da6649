"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEvents } from "../events/EventsProvider.tsx";
import { refetchLast } from "../events/refetch-last.ts";
import { useSession } from "../session/use-session.ts";
import { useTRPC } from "../trpc/context.ts";

/** Returns how many alerts the caller has not read, kept up to date by the event stream; undefined while that is unknown. */
export function useUnread(): number | undefined {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: session } = useSession();
  const unread = useQuery(trpc.alerts.unread.queryOptions(undefined, { enabled: session !== undefined }));
  const refresh = () => {
    void refetchLast(queryClient, trpc.alerts.unread.pathKey());
    void refetchLast(queryClient, trpc.alerts.list.pathKey());
  };
  useEvents(session ? [`notifications:${session.team.id}`] : [], refresh, refresh);
  return unread.data?.count;
}
