import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../trpc/context.ts";

/** Whether the reader's role lets them change what the team has; no while that is not known. */
export function useMayWrite(): boolean {
  const trpc = useTRPC();
  const me = useQuery(trpc.session.me.queryOptions());
  return ["owner", "admin", "trader"].includes(me.data?.team.role ?? "");
}
