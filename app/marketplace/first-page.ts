import type { ApiClient } from "../trpc/client.ts";

/** What the marketplace asks for before anybody has chosen anything. */
export const firstPage = { sort: "newest" } as const;

/** Reads the page of the list that begins after a cursor; the first one without it. */
export function listPage<Input extends object>(client: ApiClient, input: Input) {
  return (cursor?: string) => client.marketplace.list.query(cursor === undefined ? input : { ...input, cursor });
}
