"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Panel.tsx";

type Approval = ApiOutput["subscriptions"]["get"]["approvals"][number];
type ApprovalsPanelProps = { readonly approvals: readonly Approval[] };

/** Entries that wait for a word, and the last that had one. Absent where there never was one. */
export function ApprovalsPanel({ approvals }: ApprovalsPanelProps) {
  const format = useFormat();
  if (approvals.length === 0) return null;
  return (
    <Panel title="Entries to approve" description="Exits are never asked about: they always pass.">
      <ul className="grid gap-2">
        {approvals.slice(0, 10).map((approval) => (
          <li
            key={approval.id}
            className="flex flex-wrap items-center justify-between gap-2 border-b pb-2 last:border-0"
          >
            <span>
              <span className="font-medium">
                {approval.side === "buy" ? "Buy" : "Sell"} {format.number(approval.quantity)} {approval.symbol}
              </span>{" "}
              <span className="text-muted text-xs">
                {approval.status === "waiting"
                  ? `until ${format.clock(approval.expiresAt)}`
                  : format.dateTime(approval.createdAt)}
              </span>
            </span>
            {approval.status === "waiting" ? <Answer id={approval.id} /> : <Badge>{approval.status}</Badge>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Answer({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const answer = useMutation(
    trpc.subscriptions.answer.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() }),
    }),
  );
  return (
    <span className="flex gap-2">
      <Button size="sm" disabled={answer.isPending} onClick={() => answer.mutate({ approvalId: id, approve: false })}>
        Decline
      </Button>
      <Button
        size="sm"
        variant="primary"
        busy={answer.isPending}
        onClick={() => answer.mutate({ approvalId: id, approve: true })}
      >
        Approve
      </Button>
    </span>
  );
}
