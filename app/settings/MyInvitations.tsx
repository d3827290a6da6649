"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Panel.tsx";

/** Invitations of other teams to this account; absent where there are none. */
export function MyInvitations() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const invitations = useQuery(trpc.teams.myInvitations.queryOptions());
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.teams.pathKey() });
  const accept = useMutation(trpc.teams.acceptInvitation.mutationOptions({ onSuccess: refresh }));
  const reject = useMutation(trpc.teams.rejectInvitation.mutationOptions({ onSuccess: refresh }));
  if (!invitations.data || invitations.data.length === 0) return null;
  return (
    <Panel title="You are invited">
      <ul className="grid gap-3">
        {invitations.data.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-3">
            <span className="grow">
              <strong className="font-medium">{row.team.name}</strong>{" "}
              <span className="text-muted">
                as {row.role}, by {row.invitedBy}
              </span>
            </span>
            <Button size="sm" onClick={() => reject.mutate({ id: row.id })}>
              Decline
            </Button>
            <Button size="sm" variant="primary" onClick={() => accept.mutate({ id: row.id })}>
              Accept
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
