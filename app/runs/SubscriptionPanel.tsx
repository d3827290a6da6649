"use client";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { StopDialog } from "../subscriptions/StopDialog.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { type RunLine, RunTable } from "./RunTable.tsx";

type Subscription = ApiOutput["subscriptions"]["list"][number];
type SubscriptionPanelProps = { readonly subscription: Subscription; readonly runs: readonly RunLine[] };

/** A subscription with its runs, one for each member. */
export function SubscriptionPanel({ subscription, runs }: SubscriptionPanelProps) {
  const format = useFormat();
  return (
    <Panel
      flush
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          <Link href={`/subscriptions/${subscription.id}`} className="rounded-sm hover:text-accent">
            {subscription.listingTitle}
          </Link>
          <StatusBadge status={subscription.status} />
          <Badge>{subscription.mode === "paper" ? "Paper" : "Linked account"}</Badge>
        </span>
      }
      description={`By ${subscription.publisher}, version ${subscription.version}. Capital ${format.money(subscription.capital, "USD", 0)}. Since ${format.dateTime(subscription.createdAt)}.`}
      actions={subscription.status === "active" ? <StopDialog subscription={subscription} size="sm" /> : null}
    >
      <RunTable runs={runs} />
    </Panel>
  );
}
