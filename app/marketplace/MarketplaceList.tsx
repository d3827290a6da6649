"use client";
import { Search, Store, Users } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC, useTRPCClient } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { usePages } from "../trpc/use-pages.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Input } from "../ui/Input.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { WeightBar } from "./WeightBar.tsx";

type ListingLine = ApiOutput["marketplace"]["list"]["items"][number];

export function MarketplaceList() {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const client = useTRPCClient();
  const input = query === "" ? {} : { query };
  const listings = usePages({
    queryKey: trpc.marketplace.list.infiniteQueryKey(input),
    fetchPage: (cursor) => client.marketplace.list.query(cursor === undefined ? input : { ...input, cursor }),
  });
  const items = listings.data?.pages.flatMap((page) => page.items);
  return (
    <Page>
      <PageHeader
        title="Marketplace"
        description="Published baskets, sealed by their hash. Subscribing runs one with your own capital, on paper first."
      />
      <div className="relative max-w-md">
        <Search size={15} aria-hidden="true" className="absolute top-2.5 left-2.5 text-faint" />
        <Input
          type="search"
          aria-label="Search listings"
          placeholder="Search by title, author or rationale"
          className="h-9! pl-8!"
          value={typed}
          onChange={(change) => setTyped(change.target.value)}
        />
      </div>
      {listings.isError ? (
        <ErrorState message={errorText(listings.error)} onRetry={() => void listings.refetch()} />
      ) : null}
      {items === undefined && !listings.isError ? <SkeletonRows rows={6} /> : null}
      {items?.length === 0 ? (
        <Panel>
          <EmptyState
            icon={<Store size={20} />}
            title={query === "" ? "Nothing is published yet" : "No listing has these words"}
          >
            {query === ""
              ? "Put strategies into a basket and publish it: it will appear here."
              : "Try fewer or other words."}
          </EmptyState>
        </Panel>
      ) : null}
      <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {items?.map((listing) => (
          <li key={listing.id} className="grid">
            <ListingCard listing={listing} />
          </li>
        ))}
      </ul>
      {listings.hasNextPage ? (
        <Button
          className="justify-self-center"
          busy={listings.isFetchingNextPage}
          onClick={() => void listings.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </Page>
  );
}

function ListingCard({ listing }: { readonly listing: ListingLine }) {
  const format = useFormat();
  return (
    <article className="relative flex flex-col gap-3 rounded-lg border bg-surface p-4 shadow-card transition-colors hover:border-line">
      <header className="grid gap-0.5">
        <h2 className="font-semibold text-lg">
          <Link
            href={`/marketplace/${listing.id}`}
            className="rounded-sm after:absolute after:inset-0 after:rounded-lg"
          >
            {listing.title}
          </Link>
        </h2>
        <p className="text-muted text-xs">
          {listing.publisher} · version {listing.version} · {format.ago(listing.createdAt)}
        </p>
      </header>
      <p className="line-clamp-3 grow text-muted leading-6">{listing.rationale}</p>
      <WeightBar members={listing.members} />
      <footer className="flex flex-wrap items-center gap-2 text-muted text-xs">
        <span className="inline-flex items-center gap-1">
          <Users size={13} aria-hidden="true" />
          {format.integer(listing.subscribers)} {listing.subscribers === 1 ? "subscriber" : "subscribers"}
        </span>
        {listing.visibility === "public" ? null : <Badge tone="warning">{listing.visibility}</Badge>}
      </footer>
    </article>
  );
}
