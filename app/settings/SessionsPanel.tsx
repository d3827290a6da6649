"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useFormat } from "../format/FormatProvider.tsx";
import { callAuth } from "../session/call-auth.ts";
import { useAuthSession } from "../session/use-auth-session.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Panel.tsx";
import { deviceName } from "./device-name.ts";

const queryKey = ["auth", "sessions"];

export function SessionsPanel() {
  const queryClient = useQueryClient();
  const format = useFormat();
  const { data: own } = useAuthSession();
  const sessions = useQuery({ queryKey, queryFn: () => callAuth((auth) => auth.listSessions()) });
  const refresh = () => queryClient.invalidateQueries({ queryKey });
  const revoke = useMutation({
    mutationFn: (token: string) => callAuth((auth) => auth.revokeSession({ token })),
    onSuccess: refresh,
  });
  const revokeOthers = useMutation({
    mutationFn: () => callAuth((auth) => auth.revokeOtherSessions()),
    onSuccess: refresh,
  });
  return (
    <Panel
      title="Sessions"
      description="Where you are signed in"
      actions={
        <Button size="sm" busy={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
          Sign out all others
        </Button>
      }
    >
      <Loaded query={sessions}>
        {(rows) => (
          <ul className="grid gap-3">
            {rows.map((row) => {
              const isOwn = row.token === own?.session.token;
              return (
                <li key={row.id} className="flex flex-wrap items-center gap-3">
                  <MonitorSmartphone size={16} aria-hidden="true" className="text-muted" />
                  <span className="min-w-0 grow">
                    <span className="flex items-center gap-2 font-medium">
                      {deviceName(row.userAgent ?? null)}
                      {isOwn ? <Badge tone="accent">This one</Badge> : null}
                    </span>
                    <span className="block text-muted text-xs">
                      {row.ipAddress ? `${row.ipAddress} · ` : ""}since {format.dateTime(row.createdAt)}
                    </span>
                  </span>
                  {isOwn ? null : (
                    <Button
                      size="sm"
                      busy={revoke.isPending && revoke.variables === row.token}
                      onClick={() => revoke.mutate(row.token)}
                    >
                      Sign out
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}
