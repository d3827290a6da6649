"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { usePages } from "../trpc/use-pages.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { lookOf } from "./decision-look.ts";
import type { RunDecision } from "./read-step.ts";

/** The same on one line, for the log. */
function DecisionRow({ decision }: { readonly decision: RunDecision }) {
  const format = useFormat();
  const look = lookOf(decision);
  const values = Object.entries(decision.values);
  return (
    <li className="grid grid-cols-[auto_auto_1fr] items-baseline gap-x-3 gap-y-0.5 border-border-soft border-b px-4 py-2 last:border-b-0 sm:grid-cols-[4.5rem_5.5rem_1fr_auto]">
      <span className="figure text-muted text-xs">{format.clock(decision.time)}</span>
      <Badge tone={look.tone} className="justify-self-start">
        {look.label}
      </Badge>
      <span className="col-span-3 [overflow-wrap:anywhere] sm:col-span-1">{decision.reason}</span>
      <span className="figure hidden text-faint text-xs sm:inline">{format.integer(decision.sequence)}</span>
      {values.length > 0 ? (
        <span className="figure col-span-3 text-2xs text-faint sm:col-span-2 sm:col-start-3">
          {values.map(([name, value]) => `${name} ${value === null ? "unknown" : format.number(value, 4)}`).join(" · ")}
        </span>
      ) : null}
    </li>
  );
}

export function DecisionLog({ runId }: { readonly runId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const pages = usePages({
    queryKey: trpc.runs.decisions.infiniteQueryKey({ id: runId }),
    fetchPage: (cursor) =>
      client.runs.decisions.query(cursor === undefined ? { id: runId } : { id: runId, cursor: Number(cursor) }),
  });
  if (pages.isError) return <ErrorState message={errorText(pages.error)} onRetry={() => void pages.refetch()} />;
  const decisions = pages.data?.pages.flatMap((page) => page.items);
  if (!decisions) return <SkeletonRows />;
  return (
    <Panel flush>
      {decisions.length === 0 ? <p className="px-4 py-10 text-center text-muted">No bar was worked off yet.</p> : null}
      <ol className="max-h-136 overflow-y-auto" aria-label="Decisions, the latest first">
        {decisions.map((decision) => (
          <DecisionRow key={decision.sequence} decision={decision} />
        ))}
        {pages.hasNextPage ? (
          <li className="grid place-items-center py-3">
            <Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              Show earlier ones
            </Button>
          </li>
        ) : null}
      </ol>
    </Panel>
  );
}
