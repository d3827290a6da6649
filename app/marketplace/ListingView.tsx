"use client";
import { useQuery } from "@tanstack/react-query";
import { BadgeCheck, ShieldAlert, ShieldOff } from "lucide-react";
import Link from "next/link";
import { CommunityPanels } from "../community/CommunityPanels.tsx";
import { ReportDialog } from "../community/ReportDialog.tsx";
import { useFormat } from "../format/FormatProvider.tsx";
import { useSession } from "../session/use-session.ts";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { FirstFew } from "../ui/FirstFew.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { BasketRulesPanel } from "./BasketRulesPanel.tsx";
import { ChangesPanel } from "./ChangesPanel.tsx";
import { CurateButton } from "./CurateButton.tsx";
import { disclosureNames } from "./disclosure-names.ts";
import { FactsPanel } from "./FactsPanel.tsx";
import { LinesPanel } from "./LinesPanel.tsx";
import { MemberPanel } from "./MemberPanel.tsx";
import { RelatedPanel } from "./RelatedPanel.tsx";
import { ReturnsPanel } from "./ReturnsPanel.tsx";
import { RiskPanel } from "./RiskPanel.tsx";
import { RobustnessPanel } from "./RobustnessPanel.tsx";
import { SealPanel } from "./SealPanel.tsx";
import { SubscribeDialog } from "./SubscribeDialog.tsx";
import { WeightBar } from "./WeightBar.tsx";
import { WithdrawButton } from "./WithdrawButton.tsx";

export type ListingDetail = ApiOutput["marketplace"]["get"];

const busy = new Set(["queued", "running"]);

export function ListingView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const listing = useQuery({
    ...trpc.marketplace.get.queryOptions({ listingId: id }),
    // The platform's backtest begins with the publication and takes seconds: the page waits for it.
    refetchInterval: ({ state }) => (busy.has(state.data?.record.status ?? "") ? 1_500 : false),
  });
  return (
    <Page>
      <Loaded query={listing}>{(detail) => <ListingPage listing={detail} />}</Loaded>
    </Page>
  );
}

function ListingPage({ listing }: { readonly listing: ListingDetail }) {
  const format = useFormat();
  const { record, region } = listing;
  return (
    <>
      <PageHeader
        trail={[{ href: "/marketplace", label: "Marketplace" }]}
        title={listing.title}
        badges={
          <>
            <Badge>{listing.version}</Badge>
            <Badge tone={listing.disclosure === "sealed" ? "warning" : "accent"}>
              {disclosureNames[listing.disclosure]}
            </Badge>
            {listing.curated ? <Badge tone="profit">Curated</Badge> : null}
            {listing.visibility === "public" ? null : <Badge tone="warning">{listing.visibility}</Badge>}
            {listing.withdrawnAt ? <Badge tone="danger">Withdrawn</Badge> : null}
          </>
        }
        description={
          <span className="inline-flex flex-wrap items-center gap-x-1.5">
            By{" "}
            <Link
              href={`/authors/${listing.publisher.teamId}`}
              className="rounded-sm font-medium text-text hover:text-accent"
            >
              {listing.publisher.name}
            </Link>
            {listing.publisher.verified ? (
              <BadgeCheck size={14} aria-label="verified author" className="text-accent" />
            ) : null}
            {listing.publisher.registrationNumber ? (
              <span>(registered: {listing.publisher.registrationNumber})</span>
            ) : null}
            <span>· published {format.dateTime(listing.publishedAt)}</span>
          </span>
        }
        actions={<ListingActions listing={listing} />}
      />
      <p role="note" className="flex gap-2 text-faint text-xs leading-5">
        <ShieldAlert size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
        {region.disclaimer}
      </p>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <RiskPanel record={record} />
          <ReturnsPanel record={record} />
          <LinesPanel listing={listing} />
          <RobustnessPanel listing={listing} />
          <FirstFew few={6} what="members">
            {listing.members.map((member) => (
              <MemberPanel key={member.ordinal} listing={listing} member={member} />
            ))}
          </FirstFew>
          <ChangesPanel changes={listing.changes} />
          <CommunityPanels listingId={listing.id} isOwn={listing.own} />
        </div>
        <div className="grid grid-cols-1 gap-5">
          <Panel title="Rationale">
            <Markdown text={listing.rationale} />
          </Panel>
          <Panel title={listing.kind === "basket" ? "Members" : "Strategy"}>
            <WeightBar members={listing.members} />
          </Panel>
          {listing.settings === null ? null : <BasketRulesPanel settings={listing.settings} record={record} />}
          <FactsPanel listing={listing} />
          <SealPanel listing={listing} />
          <RelatedPanel related={listing.related} />
        </div>
      </div>
    </>
  );
}

function ListingActions({ listing }: { readonly listing: ListingDetail }) {
  const administrator = useSession().data?.administrator ?? false;
  return (
    <>
      {listing.own ? null : <ReportDialog subject="listing" subjectId={listing.id} />}
      {administrator ? <CurateButton listing={listing} /> : null}
      {listing.own && !listing.withdrawnAt ? <WithdrawButton listingId={listing.id} /> : null}
      {listing.subscriptionId ? (
        <Button asChild variant="primary">
          <Link href={`/subscriptions/${listing.subscriptionId}`}>See your subscription</Link>
        </Button>
      ) : listing.withdrawnAt ? (
        <p className="flex items-center gap-1.5 text-muted">
          <ShieldOff size={15} aria-hidden="true" />
          Takes no new subscribers
        </p>
      ) : (
        <SubscribeDialog listing={listing} />
      )}
    </>
  );
}
