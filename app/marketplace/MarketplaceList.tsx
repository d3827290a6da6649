"use client";
import { useQuery } from "@tanstack/react-query";
import { Store } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { Page } from "../shell/Page.tsx";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { usePages } from "../trpc/use-pages.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { listPage } from "./first-page.ts";
import { ListingCard } from "./ListingCard.tsx";
import { type ListFilter, ListingControls, noListFilter } from "./ListingControls.tsx";

export function MarketplaceList() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  // a page that speaks of curated ones leads to them
  const isForCurated = useSearchParams().get("source") === "curated";
  const [typed, setTyped] = useState<ListFilter>({ ...noListFilter, curated: isForCurated });
  const filter = useDeferredValue(typed);
  const input = toInput(filter);
  const tags = useQuery(trpc.marketplace.tags.queryOptions());
  const listings = usePages({
    queryKey: trpc.marketplace.list.infiniteQueryKey(input),
    fetchPage: listPage(client, input),
  });
  const items = listings.data?.pages.flatMap((page) => page.items);
  const isRanked = listings.data?.pages[0]?.ranked ?? true;
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(noListFilter);
  return (
    <Page>
      <PageHeader
        title="Marketplace"
        description="Published strategies and baskets, sealed by their hash, each with a record that the platform itself keeps. Risk stands first."
      />
      <ListingControls filter={typed} onChange={setTyped} tags={tags.data ?? []} isRanked={isRanked} />
      {listings.isError ? (
        <ErrorState message={errorText(listings.error)} onRetry={() => void listings.refetch()} />
      ) : null}
      {items === undefined && !listings.isError ? <SkeletonRows rows={6} /> : null}
      {items?.length === 0 ? (
        <Panel>
          <EmptyState
            icon={<Store size={20} />}
            title={isFiltered ? "No listing fits all of this" : "Nothing is published yet"}
            action={isFiltered ? <Button onClick={() => setTyped(noListFilter)}>Show everything</Button> : undefined}
          >
            {isFiltered
              ? "Try fewer or other words, or another tag."
              : "Publish a strategy from its canvas, or a basket of several: it will appear here."}
          </EmptyState>
        </Panel>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3" aria-label="Listings">
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

function toInput({ query, tag, kind, difficulty, curated, sort }: ListFilter) {
  const words = query.trim();
  return {
    sort,
    ...(words === "" ? {} : { query: words }),
    ...(tag === null ? {} : { tag }),
    ...(kind === "all" ? {} : { kind }),
    ...(difficulty === null ? {} : { difficulty }),
    ...(curated ? { curated } : {}),
  };
}
