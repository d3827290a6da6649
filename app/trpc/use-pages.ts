"use client";
import { type InfiniteData, keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

type Page = { readonly nextCursor: string | number | null };
type PagesInput<Data extends Page> = {
  readonly queryKey: QueryKey;
  /** Fetches the page that begins after the cursor, which comes as text; the first one without it. */
  readonly fetchPage: (cursor: string | undefined) => Promise<Data>;
};

/**
 * Reads a list page by page. Used instead of tRPC's infiniteQueryOptions, which add a `direction` to the input that our
 * strict schemas refuse.
 */
export function usePages<Data extends Page>({ queryKey, fetchPage }: PagesInput<Data>) {
  return useInfiniteQuery<Data, Error, InfiniteData<Data>, QueryKey, string | undefined>({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? undefined : String(nextCursor)),
    placeholderData: keepPreviousData,
  });
}
