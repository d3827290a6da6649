"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, GitFork, Link2 } from "lucide-react";
import { useState } from "react";
import { LinkLifetime, usualLifetime } from "@/app/sharing/LinkLifetime.tsx";
import { LinkList } from "@/app/sharing/LinkList.tsx";
import { MadeLink } from "@/app/sharing/MadeLink.tsx";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Button } from "@/app/ui/Button.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { SegmentedControl } from "@/app/ui/SegmentedControl.tsx";
import type { Saving } from "../saving/use-autosave.ts";

type ShareDialogProps = { readonly strategyId: string; readonly saving: Saving; readonly onClose: () => void };

/** Links that show this strategy to whoever has them: made, listed and revoked. */
export function ShareDialog({ strategyId, saving, onClose }: ShareDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const links = useQuery({ ...trpc.shares.list.queryOptions({ strategyId }), staleTime: 0 });
  const [access, setAccess] = useState<"view" | "fork">("view");
  const [expiresInDays, setExpiresInDays] = useState(usualLifetime);
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.shares.list.queryKey({ strategyId }) });
  const create = useMutation({
    mutationFn: async () => {
      const revision = await saving.flush();
      if (revision === null) throw new Error("The draft could not be saved, so there is nothing to share yet.");
      const made = await client.shares.create.mutate({ strategyId, revision, access, expiresInDays });
      return `${window.location.origin}/shared/${made.token}`;
    },
    meta: { quiet: true },
    onSuccess: refresh,
  });
  const revoke = useMutation(trpc.shares.revoke.mutationOptions({ onSuccess: refresh }));
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
          <LinkLifetime days={expiresInDays} onChange={setExpiresInDays} />
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
        {create.data === undefined ? null : <MadeLink address={create.data} />}
        <LinkList
          links={links.data ?? []}
          empty="No link shows this strategy."
          icon={(link) =>
            link.access === "view" ? <Eye size={15} aria-hidden="true" /> : <GitFork size={15} aria-hidden="true" />
          }
          name={(link) => `Version ${link.versionNumber}, ${link.access === "view" ? "view" : "view and copy"}`}
          busy={revoke.isPending}
          onRevoke={(link) => revoke.mutate({ id: link.id })}
        />
      </div>
    </Dialog>
  );
}
