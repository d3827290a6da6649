import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEvents } from "../../events/EventsProvider.tsx";
import { useTRPC } from "../../trpc/context.ts";

/** Fetches the team's imports, and one of them, anew when a worker has something to tell of them. */
export function useImportEvents(id: string | null): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const me = useQuery(trpc.session.me.queryOptions());
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: trpc.imports.list.queryKey() });
    if (id !== null) void queryClient.invalidateQueries({ queryKey: trpc.imports.get.queryKey({ id }) });
    void queryClient.invalidateQueries({ queryKey: trpc.datasets.list.queryKey() });
  };
  useEvents(me.data ? [`imports:${me.data.team.id}`] : [], refresh, refresh);
}
