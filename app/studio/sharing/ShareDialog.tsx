"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, GitFork, Link2, Trash2 } from "lucide-react";
import { useState } from "react";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Badge } from "@/app/ui/Badge.tsx";
import { Button } from "@/app/ui/Button.tsx";
import { CopyButton } from "@/app/ui/CopyButton.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { Field } from "@/app/ui/Field.tsx";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { SegmentedControl } from "@/app/ui/SegmentedControl.tsx";
import { Select } from "@/app/ui/Select.tsx";
import type { Saving } from "../saving/use-autosave.ts";

type ShareDialogProps = { readonly strategyId: string; readonly saving: Saving; readonly onClose: () => void };

const LIFETIMES = [
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: 365, label: "A year" },
  { days: null, label: "Until revoked" },
] as const;

/** Links that show this strategy to whoever has them: made, listed and revoked. */
export function ShareDialog({ strategyId, saving, onClose }: ShareDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const links = useQuery({ ...trpc.shares.list.queryOptions({ strategyId }), staleTime: 0 });
  const [access, setAccess] = useState<"view" | "fork">("view");
  const [lifetime, setLifetime] = useState("30");
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.shares.list.queryKey({ strategyId }) });
  const create = useMutation({
    mutationFn: async () => {
      const revision = await saving.flush();
      if (revision === null) throw new Error("The draft could not be saved, so there is nothing to share yet.");
      const expiresInDays = lifetime === "" ? null : Number(lifetime);
      const made = await client.shares.create.mutate({ strategyId, revision, access, expiresInDays });
      return `${window.location.origin}/shared/${made.token}`;
    },
    meta: { quiet: true },
    onSuccess: refresh,
  });
  return (
    <Dialog
      open
      wide
      title="Share"
      description="A link shows this strategy as it is now to whoever has it. Later edits do not show through it."
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <div className="grid gap-5">
        <div className="flex flex-wrap items-end gap-3">
          <div className="grid gap-1">
            <span className="font-medium text-xs">Who has the link may</span>
            <SegmentedControl
              label="Who has the link may"
              value={access}
              onChange={setAccess}
              options={[
                { value: "view", label: "View" },
                { value: "fork", label: "View and copy" },
              ]}
            />
          </div>
          <Field label="It works for">
            {(control) => (
              <Select {...control} value={lifetime} onChange={(event) => setLifetime(event.target.value)}>
                {LIFETIMES.map(({ days, label }) => (
                  <option key={label} value={days ?? ""}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button variant="primary" busy={create.isPending} data-testid="create-share" onClick={() => create.mutate()}>
            <Link2 size={15} aria-hidden="true" />
            Create link
          </Button>
        </div>
        {create.isError ? (
          <p role="alert" className="text-danger text-sm">
            {errorText(create.error)}
          </p>
        ) : null}
        {create.data === undefined ? null : (
          <div className="grid gap-1 rounded-md bg-accent-soft p-3">
            <p className="text-sm">This is the link. It is shown this once; copy it now.</p>
            <div className="flex items-center gap-2">
              <Input
                readOnly
                aria-label="Link"
                data-testid="share-link"
                value={create.data}
                onFocus={(event) => event.currentTarget.select()}
              />
              <CopyButton text={create.data} label="Copy the link" size="md" />
            </div>
          </div>
        )}
        <LinkList links={links.data ?? []} onChanged={refresh} />
      </div>
    </Dialog>
  );
}

type Link = {
  readonly id: string;
  readonly access: "view" | "fork";
  readonly versionNumber: number;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly isExpired: boolean;
};

function LinkList({ links, onChanged }: { readonly links: readonly Link[]; readonly onChanged: () => Promise<void> }) {
  const trpc = useTRPC();
  const { ago, dateTime } = useFormat();
  const revoke = useMutation(trpc.shares.revoke.mutationOptions({ onSuccess: onChanged }));
  if (links.length === 0) return <p className="text-muted text-sm">No link shows this strategy.</p>;
  return (
    <ul className="grid gap-1" aria-label="Links">
      {links.map((link) => (
        <li key={link.id} className="flex items-center gap-3 rounded-md border px-3 py-1.5" data-testid="share-row">
          {link.access === "view" ? <Eye size={15} aria-hidden="true" /> : <GitFork size={15} aria-hidden="true" />}
          <span className="min-w-0 grow text-sm">
            Version {link.versionNumber}, {link.access === "view" ? "view" : "view and copy"}
            <span className="block text-muted text-xs">
              made {ago(link.createdAt)}
              {link.expiresAt === null
                ? ", until revoked"
                : link.isExpired
                  ? ""
                  : `, works until ${dateTime(link.expiresAt)}`}
            </span>
          </span>
          {link.isExpired ? <Badge tone="warning">expired</Badge> : null}
          <IconButton
            size="sm"
            label={`Revoke the link to version ${link.versionNumber}`}
            disabled={revoke.isPending}
            onClick={() => revoke.mutate({ id: link.id })}
          >
            <Trash2 size={14} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
