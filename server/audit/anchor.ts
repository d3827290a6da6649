import type { Database } from "../db/client.ts";
import { insertAnchor, lockLastAnchor, lockMovedHeads, markAnchored } from "../db/repositories/audit.ts";
import { genesis, hashAnchor } from "./hash.ts";

/** Ties the heads that moved since the last anchor into the anchor chain; returns how many. Nothing moved: no anchor. */
export async function anchorAudit(db: Database): Promise<number> {
  return db.$transaction(async (tx) => {
    const last = await lockLastAnchor(tx);
    const moved = await lockMovedHeads(tx);
    if (moved.length === 0) return 0;
    const heads = moved.map(({ chain, sequence, hash }) => ({ chain, sequence: String(sequence), hash }));
    const link = { heads, at: new Date(), sequence: (last?.sequence ?? 0n) + 1n, previousHash: last?.hash ?? genesis };
    await insertAnchor(tx, { ...link, hash: hashAnchor(link) });
    await markAnchored(tx, moved);
    return moved.length;
  });
}
