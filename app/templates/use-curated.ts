"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../trpc/context.ts";
import type { CuratedListing } from "./gallery-filter.ts";

/** More than so many pages are for the marketplace, which searches on the server. */
const mostPages = 4;
/** The platform's backtest of a new listing takes seconds: its curve is waited for. */
const waitMilliseconds = 5_000;
const input = { curated: true } as const;

function isUnderWay({ figures }: CuratedListing): boolean {
  return figures === null || figures.maxDrawdown === null;
}

/** Returns what the administrators have chosen; undefined until it is known. */
export function useCurated(): readonly CuratedListing[] | undefined {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curated = useQuery({
    queryKey: [...trpc.marketplace.list.queryKey(input), "gallery"],
    queryFn: async () => {
      const items: CuratedListing[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < mostPages && cursor !== null; page++) {
        const found = await client.marketplace.list.query(cursor === undefined ? input : { ...input, cursor });
        items.push(...found.items);
        cursor = found.nextCursor;
      }
      return items;
    },
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) === true ? waitMilliseconds : false),
  });
  return curated.data;
}
