"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import { EarlierPages } from "../trpc/EarlierPages.tsx";
import { errorText } from "../trpc/error-text.ts";
import { usePages } from "../trpc/use-pages.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { downloadText } from "../ui/download-text.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { joinTrail, type Trail, trailCsv } from "./trail-files.ts";

type Order = Trail["orders"][number];

/** Who, which version, which rule with which values, every state with its time: the report of a run's orders. */
export function TrailPanel({ runId }: { readonly runId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [isCollecting, setCollecting] = useState(false);
  const fetchPage = (cursor: string | undefined) =>
    client.runs.trail.query(cursor === undefined ? { id: runId } : { id: runId, cursor: Number(cursor) });
  const pages = usePages({ queryKey: trpc.runs.trail.infiniteQueryKey({ id: runId }), fetchPage });
  if (pages.isError) return <ErrorState message={errorText(pages.error)} onRetry={() => void pages.refetch()} />;
  const trail = joinTrail(pages.data?.pages ?? []);
  if (trail === null) return <SkeletonRows />;
  const save = async (kind: "csv" | "json") => {
    setCollecting(true);
    try {
      const all: Trail[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await fetchPage(cursor);
        all.push(page);
        if (page.nextCursor === null) break;
        cursor = String(page.nextCursor);
      }
      const whole = joinTrail(all) ?? trail;
      if (kind === "csv") downloadText(`order-trail-${runId}.csv`, trailCsv(whole), "text/csv");
      else downloadText(`order-trail-${runId}.json`, JSON.stringify(whole, null, 2), "application/json");
    } catch (error) {
      notifyError(errorText(error));
    } finally {
      setCollecting(false);
    }
  };
  const { run, orders } = trail;
  return (
    <Panel
      title="Order trail"
      description={`${run.strategy}, version ${run.version}, started by ${run.startedBy}, on ${run.account}${run.semanticHash === null ? "" : `; hash ${run.semanticHash.slice(0, 12)}`}`}
      actions={(["csv", "json"] as const).map((kind) => (
        <Button key={kind} size="sm" busy={isCollecting} disabled={orders.length === 0} onClick={() => void save(kind)}>
          <Download size={14} aria-hidden="true" />
          {kind.toUpperCase()}
        </Button>
      ))}
    >
      {orders.length === 0 ? <p className="py-8 text-center text-muted">No order was placed yet.</p> : null}
      <ol aria-label="Orders with their trail, the latest first" className="grid gap-4">
        {orders.map((order) => (
          <TrailOrder key={order.clientOrderId} order={order} />
        ))}
      </ol>
      <EarlierPages pages={pages} />
    </Panel>
  );
}

function TrailOrder({ order }: { readonly order: Order }) {
  const format = useFormat();
  const values = Object.entries(order.rule.values);
  return (
    <li className="grid gap-1.5 border-t pt-3 first:border-t-0 first:pt-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">
          no. {order.number}: {order.side} {order.quantity} {order.symbol}
        </span>
        <span className="text-muted">{order.type}</span>
        <code className="font-mono text-2xs text-muted">{order.clientOrderId}</code>
        {order.brokerIds.map((id) => (
          <code key={id} className="font-mono text-2xs text-muted">
            broker {id}
          </code>
        ))}
      </p>
      <p className="text-sm">
        <span className="text-muted">Rule {order.rule.nodeId}:</span> {order.deniedReason ?? order.rule.reason}
      </p>
      {values.length === 0 ? null : (
        <p className="figure text-muted text-xs [overflow-wrap:anywhere]">
          {values.map(([name, value]) => `${name} ${value === null ? "unknown" : format.number(value)}`).join(" · ")}
        </p>
      )}
      <ol className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {order.states.map(({ at, status, source, hash }) => (
          <li key={`${at}.${source}.${status}`} className="flex items-center gap-1.5" title={hash ?? undefined}>
            <Badge>{status}</Badge>
            <time dateTime={at} className="figure text-muted">
              {format.clock(at)}
            </time>
            <span className="text-muted">{source}</span>
          </li>
        ))}
      </ol>
    </li>
  );
}
