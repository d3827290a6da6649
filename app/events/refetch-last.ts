import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Fetches anew because of news. A fetch that is under way may have read what was before them: it is left to end, since news can come
 * faster than a busy server answers and would cancel it for ever, and then one more is made. So the last news is always read.
 */
export async function refetchLast(client: QueryClient, queryKey: QueryKey): Promise<void> {
  const isUnderWay = client.isFetching({ queryKey }) > 0;
  await client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  if (isUnderWay) await client.invalidateQueries({ queryKey }, { cancelRefetch: false });
}
