import type { Database } from "../server/db/client.ts";
import { ensureFeed } from "../server/db/repositories/feeds.ts";

/** The synthetic market that paper runs trade in: two bars a second from its first start on. */
export async function seedFeed(db: Database): Promise<void> {
  await ensureFeed(db, {
    id: "synthetic",
    kind: "synthetic",
    seed: 20_260_101,
    timeframe: "1s",
    barMilliseconds: 500,
    startedAt: new Date(),
    datasetId: null,
    lastBarIndex: null,
  });
}
