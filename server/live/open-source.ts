import type { Database } from "../db/client.ts";
import type { FeedRow } from "../db/repositories/feeds.ts";
import { brokerSource } from "./broker-feed/broker-source.ts";
import { type FeedSource, openFeedSource } from "./feed-source.ts";

/** Returns the source of a feed's bars, whatever kind it is. */
export function openSource(db: Database, feed: FeedRow): Promise<FeedSource> {
  return feed.kind === "broker" ? brokerSource(db, feed) : openFeedSource(feed);
}
