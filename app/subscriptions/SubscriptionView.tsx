"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEvents } from "../events/EventsProvider.tsx";
import { refetchLast } from "../events/refetch-last.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { ApprovalsPanel } from "./ApprovalsPanel.tsx";
import { BasketLimitsPanel } from "./BasketLimitsPanel.tsx";
import { LimitsDialog } from "./LimitsDialog.tsx";
import { MemberOrdersPanel } from "./MemberOrdersPanel.tsx";
import { MembersControls } from "./MembersControls.tsx";
import { MembersPanel } from "./MembersPanel.tsx";
import { MoneyPanel } from "./MoneyPanel.tsx";
import { exposureOf, totalOf } from "./member-figures.ts";
import { NettingPanel } from "./NettingPanel.tsx";
import { OfferPanel } from "./OfferPanel.tsx";
import { StopDialog } from "./StopDialog.tsx";
import { SubscriptionFigures } from "./SubscriptionFigures.tsx";

type Subscription = ApiOutput["subscriptions"]["get"];

/** Why it does less than it might. */
function reasonsOf({ statusReason, basket }: Subscription): string[] {
  const hold = basket?.hold ?? null;
  const held =
    hold === null ? [] : [`${hold.reason.charAt(0).toUpperCase()}${hold.reason.slice(1)}. ${until[hold.kind]}`];
  return [...(statusReason === null ? [] : [statusReason]), ...held];
}

const until: Record<NonNullable<NonNullable<Subscription["basket"]>["hold"]>["kind"], string> = {
  "daily-loss":
    "Every member has closed what it held; entries are allowed again tomorrow (UTC), or when you allow them.",
  "lock-profit":
    "Every member has closed what it held; entries are allowed again tomorrow (UTC), or when you allow them.",
  drawdown: "Every member has closed what it held; nothing is entered until you allow it.",
  margin: "Nothing is entered until it is smaller again; what is held stays.",
};

/** Value of all positions in percent of the equity. */
function shareHeld({ runs }: Subscription): number | null {
  const current = runs.filter((run) => run.isCurrent);
  const gross = totalOf(current, exposureOf);
  const equity = totalOf(current, ({ mark }) => mark?.equity ?? null);
  return gross === null || equity === null || equity <= 0 ? null : (100 * gross) / equity;
}

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
                  <Badge>{found.mode === "paper" ? "Paper" : "Linked account"}</Badge>
                </>
              }
              description={
                <>
                  By {found.publisher}, version {found.version}, since {format.dateTime(found.createdAt)}.{" "}
                  <Link href={`/marketplace/${found.listingId}`} className="rounded-sm text-accent underline">
                    Its listing
                  </Link>
                </>
              }
              actions={
                found.status === "active" ? (
                  <>
                    <LimitsDialog id={id} settings={found.settings} />
                    <StopDialog subscription={found} />
                    <MembersControls subscription={found} />
                  </>
                ) : null
              }
            />
            {reasonsOf(found).map((reason) => (
              <p
                key={reason}
                role="status"
                className="rounded-md border border-warning/40 bg-warning-soft px-3 py-2 text-sm"
              >
                {reason}
              </p>
            ))}
            {found.status === "active" && found.newestVersion > found.version ? (
              <OfferPanel id={id} pendingVersion={found.pendingVersion} />
            ) : null}
            <SubscriptionFigures capital={found.capital} runs={found.runs.filter((run) => run.isCurrent)} />
            <ApprovalsPanel approvals={found.approvals} />
            <MembersPanel id={id} runs={found.runs} />
            <NettingPanel id={id} />
            {found.basket === null ? null : (
              <>
                <BasketLimitsPanel basket={found.basket} marginPercent={shareHeld(found)} />
                <MoneyPanel basket={found.basket} runs={found.runs} />
              </>
            )}
            <MemberOrdersPanel id={id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
