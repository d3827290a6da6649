"use client";
import { useQuery } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { MemberEvidence } from "./MemberEvidence.tsx";
import { SubscribeDialog } from "./SubscribeDialog.tsx";
import { WeightBar } from "./WeightBar.tsx";
import { WithdrawButton } from "./WithdrawButton.tsx";

export type ListingDetail = ApiOutput["marketplace"]["get"];

export function ListingView({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const listing = useQuery(trpc.marketplace.get.queryOptions({ listingId: id }));
  return (
    <Page>
      <Loaded query={listing}>{(detail) => <ListingPage listing={detail} />}</Loaded>
    </Page>
  );
}

function ListingPage({ listing }: { readonly listing: ListingDetail }) {
  const format = useFormat();
  return (
    <>
      <PageHeader
        trail={[{ href: "/marketplace", label: "Marketplace" }]}
        title={listing.title}
        badges={
          <>
            <Badge>Version {listing.version}</Badge>
            {listing.visibility === "public" ? null : <Badge tone="warning">{listing.visibility}</Badge>}
            {listing.withdrawnAt ? <Badge tone="danger">Withdrawn</Badge> : null}
          </>
        }
        description={`By ${listing.publisher} · published ${format.dateTime(listing.publishedAt)}`}
        actions={<ListingActions listing={listing} />}
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          {listing.members.map((member) => (
            <MemberEvidence key={member.ordinal} member={member} />
          ))}
        </div>
        <div className="grid grid-cols-1 gap-5">
          <Panel title="Rationale">
            <p className="whitespace-pre-wrap text-muted leading-6 [overflow-wrap:anywhere]">{listing.rationale}</p>
          </Panel>
          <Panel title="Members">
            <WeightBar members={listing.members} />
          </Panel>
          <Panel title="Facts">
            <dl className="grid gap-2.5">
              <Fact label="Days since publishing" value={format.integer(daysSince(listing.publishedAt))} />
              <Fact label="Running subscriptions" value={format.integer(listing.subscribers)} />
              <div className="grid gap-1">
                <dt className="text-muted">Seal</dt>
                <dd className="flex items-start gap-1">
                  <code className="break-all font-mono text-2xs text-muted">{listing.sealHash}</code>
                  <CopyButton text={listing.sealHash} label="Copy the seal" />
                </dd>
              </div>
            </dl>
          </Panel>
          <p className="flex gap-2 text-faint text-xs leading-5">
            <ShieldAlert size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
            The figures come from simulations of this very version. They are no promise, and nobody advises you to
            subscribe.
          </p>
        </div>
      </div>
    </>
  );
}

function daysSince(moment: string): number {
  return Math.floor((Date.now() - new Date(moment).getTime()) / 86_400_000);
}

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="figure font-medium">{value}</dd>
    </div>
  );
}

function ListingActions({ listing }: { readonly listing: ListingDetail }) {
  return (
    <>
      {listing.own && !listing.withdrawnAt ? <WithdrawButton listingId={listing.id} /> : null}
      {listing.subscriptionId ? (
        <Button asChild variant="primary">
          <Link href="/runs">See your subscription</Link>
        </Button>
      ) : listing.withdrawnAt ? null : (
        <SubscribeDialog listing={listing} />
      )}
    </>
  );
}
