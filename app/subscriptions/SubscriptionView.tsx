"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEvents } from "../events/EventsProvider.tsx";
import { refetchLast } from "../events/refetch-last.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { RunTable } from "../runs/RunTable.tsx";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { ApprovalsPanel } from "./ApprovalsPanel.tsx";
import { LimitsDialog } from "./LimitsDialog.tsx";
import { OfferPanel } from "./OfferPanel.tsx";
import { StopDialog } from "./StopDialog.tsx";
import { SubscriptionFigures } from "./SubscriptionFigures.tsx";

/** One subscription as it runs: its money, its members, what waits for a word, and its limits. */
export function SubscriptionView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const subscription = useQuery(trpc.subscriptions.get.queryOptions({ id }));
  const refresh = () => void refetchLast(queryClient, trpc.subscriptions.get.queryKey({ id }));
  useEvents([`subscription:${id}`], refresh, refresh);
  return (
    <Page>
      <Loaded query={subscription}>
        {(found) => (
          <>
            <PageHeader
              trail={[{ href: "/runs", label: "Runs" }]}
              title={found.listingTitle}
              badges={
                <>
                  <StatusBadge status={found.status} />
                  <Badge>{found.mode === "paper" ? "Paper" : "Live"}</Badge>
                </>
              }
              description={
                <>
                  By {found.publisher}, version {found.version}, since {format.dateTime(found.createdAt)}.{" "}
                  <Link href={`/marketplace/${found.listingId}`} className="rounded-sm text-accent hover:underline">
                    Its listing
                  </Link>
                </>
              }
              actions={
                found.status === "active" ? (
                  <>
                    <LimitsDialog id={id} settings={found.settings} />
                    <StopDialog subscription={found} />
                  </>
                ) : null
              }
            />
            {found.statusReason === null ? null : (
              <p role="status" className="rounded-md border border-warning/40 bg-warning-soft px-3 py-2 text-sm">
                {found.statusReason}
              </p>
            )}
            {found.status === "active" && found.newestVersion > found.version ? (
              <OfferPanel id={id} pendingVersion={found.pendingVersion} />
            ) : null}
            <SubscriptionFigures capital={found.capital} runs={found.runs} />
            <ApprovalsPanel approvals={found.approvals} />
            <Panel flush title="Members" description="One paper account each, out of the subscription's capital.">
              <RunTable runs={found.runs} />
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  );
}
