"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Panel } from "../ui/Panel.tsx";
import { CreateApiKeyDialog } from "./CreateApiKeyDialog.tsx";

type ApiKey = ApiOutput["apiKeys"]["list"][number];

export function ApiKeysPanel() {
  const trpc = useTRPC();
  const keys = useQuery(trpc.apiKeys.list.queryOptions());
  return (
    <Panel title="API keys" description="For programs that act for this team" actions={<CreateApiKeyDialog />}>
      <Loaded query={keys}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={<KeyRound size={20} />} title="No key yet">
              A key carries only the scopes that you give it, and it expires.
            </EmptyState>
          ) : (
            <ul className="grid gap-4">
              {rows.map((key) => (
                <KeyLine key={key.id} apiKey={key} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function KeyLine({ apiKey }: { readonly apiKey: ApiKey }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.queryKey() }),
    }),
  );
  const isExpired = apiKey.expiresAt !== null && new Date(apiKey.expiresAt).getTime() < Date.now();
  return (
    <li className="flex flex-wrap items-center gap-3">
      <span className="min-w-0 grow">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {apiKey.name}
          <code className="font-mono font-normal text-muted text-xs">{apiKey.prefix}…</code>
          {apiKey.revokedAt ? (
            <Badge tone="danger">Revoked</Badge>
          ) : isExpired ? (
            <Badge tone="warning">Expired</Badge>
          ) : null}
        </span>
        <span className="block text-muted text-xs">
          {apiKey.scopes.join(", ")} · {apiKey.expiresAt ? `until ${format.date(apiKey.expiresAt)}` : "does not expire"}{" "}
          · {apiKey.lastUsedAt ? `used ${format.ago(apiKey.lastUsedAt)}` : "never used"}
        </span>
      </span>
      {apiKey.revokedAt ? null : (
        <ConfirmDialog
          title={`Revoke ${apiKey.name}?`}
          description={<p>Programs that use it are refused from now on. This cannot be undone.</p>}
          confirm="Revoke"
          danger
          onConfirm={() => revoke.mutate({ id: apiKey.id })}
          trigger={<Button size="sm">Revoke</Button>}
        />
      )}
    </li>
  );
}
