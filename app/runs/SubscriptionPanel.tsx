"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notify } from "../ui/notify.ts";
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
          <Link href={`/marketplace/${subscription.listingId}`} className="rounded-sm hover:text-accent">
            {subscription.listingTitle}
          </Link>
          <StatusBadge status={subscription.status} />
          <Badge>{subscription.mode === "paper" ? "Paper" : "Live"}</Badge>
        </span>
      }
      description={`By ${subscription.publisher}, version ${subscription.version}. Capital ${format.money(subscription.capital, "USD", 0)}. Since ${format.dateTime(subscription.createdAt)}.`}
      actions={subscription.status === "active" ? <StopSubscription subscription={subscription} /> : null}
    >
      <RunTable runs={runs} />
    </Panel>
  );
}

function StopSubscription({ subscription }: { readonly subscription: Subscription }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const stop = useMutation(
    trpc.subscriptions.stop.mutationOptions({
      onSuccess: () => {
        notify("The subscription is stopping.");
        void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Stop ${subscription.listingTitle}?`}
      description={
        <>
          <p>Every position of its runs is closed at market at the next open; then the runs end.</p>
          <p>The record of what they did stays.</p>
        </>
      }
      confirm="Flatten and stop"
      danger
      onConfirm={() => stop.mutate({ id: subscription.id, flatten: true })}
      trigger={
        <Button size="sm" busy={stop.isPending}>
          Stop
        </Button>
      }
    />
  );
}
