"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChartLine, Rows3 } from "lucide-react";
import { useState } from "react";
import { LinkList } from "../../sharing/LinkList.tsx";
import { ShareFrame } from "../../sharing/ShareFrame.tsx";
import { useTRPC } from "../../trpc/context.ts";

const options = [
  { value: "figures", label: "Figures" },
  { value: "trades", label: "Figures and trades" },
] as const;
const shown = (withTrades: boolean): string => (withTrades ? "figures and trades" : "figures");

/** Links that show this result to whoever has them: made, listed and revoked. */
export function ShareResult({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const links = useQuery({ ...trpc.backtests.links.queryOptions({ id }), staleTime: 0 });
  const [value, onChange] = useState<"figures" | "trades">("figures");
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.backtests.links.queryKey({ id }) });
  const create = useMutation(trpc.backtests.share.mutationOptions({ meta: { quiet: true }, onSuccess }));
  const revoke = useMutation(trpc.backtests.unshare.mutationOptions({ onSuccess }));
  return (
    <ShareFrame
      title="Share this result"
      description="A link shows the figures and curves of this one result to whoever has it: no graph, no parameters, no reasons, no notes, and no other result."
      choice={{ label: "Who has the link sees", options, value, onChange }}
      making={create}
      address={create.data && `${window.location.origin}/shared/results/${create.data.token}`}
      onCreate={(expiresInDays) => create.mutate({ id, withTrades: value === "trades", expiresInDays })}
      onClose={onClose}
    >
      <LinkList
        links={links.data ?? []}
        empty="No link shows this result."
        icon={(link) =>
          link.withTrades ? <Rows3 size={15} aria-hidden="true" /> : <ChartLine size={15} aria-hidden="true" />
        }
        name={(link) => `Shows ${shown(link.withTrades)}`}
        busy={revoke.isPending}
        onRevoke={(link) => revoke.mutate({ linkId: link.id })}
      />
    </ShareFrame>
  );
}
