"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, GitFork } from "lucide-react";
import { useState } from "react";
import { LinkList } from "@/app/sharing/LinkList.tsx";
import { ShareFrame } from "@/app/sharing/ShareFrame.tsx";
import { useTRPC, useTRPCClient } from "@/app/trpc/context.ts";
import type { Saving } from "../saving/use-autosave.ts";

const options = [
  { value: "view", label: "View" },
  { value: "fork", label: "View and copy" },
] as const;

type ShareDialogProps = { readonly strategyId: string; readonly saving: Saving; readonly onClose: () => void };

/** Links that show this strategy to whoever has them: made, listed and revoked. */
export function ShareDialog({ strategyId, saving, onClose }: ShareDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const links = useQuery({ ...trpc.shares.list.queryOptions({ strategyId }), staleTime: 0 });
  const [access, setAccess] = useState<"view" | "fork">("view");
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.shares.list.queryKey({ strategyId }) });
  const create = useMutation({
    mutationFn: async (expiresInDays: number | null) => {
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
    <ShareFrame
      title="Share"
      description="A link shows this strategy as it is now to whoever has it. Later edits do not show through it."
      choice={{ label: "Who has the link may", options, value: access, onChange: setAccess }}
      making={create}
      address={create.data}
      onCreate={(expiresInDays) => create.mutate(expiresInDays)}
      onClose={onClose}
    >
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
    </ShareFrame>
  );
}
