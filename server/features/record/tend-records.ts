import { randomUUID } from "node:crypto";
import { hashMark } from "@/graph-runtime/analytics/record/mark-chain.ts";
import type { Database } from "../../db/client.ts";
import { staleFigures, storeFigures } from "../../db/repositories/listing-figures.ts";
import { dueMarks, idleTwins, insertMarks, listListingMarks } from "../../db/repositories/listing-marks.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import { testOfListing } from "../portfolio/service.ts";
import { figuresOf } from "./figures-of.ts";

const dayMilliseconds = 86_400_000;
const refreshed = 50;

/**
 * Adds the mark of the last UTC day that has closed to the record of every twin that lacks it, and returns how many. A day on which the
 * platform did not run stays without a mark: nothing is made up afterwards.
 */
export async function appendDueMarks(db: Database, now: Date): Promise<number> {
  const end = new Date(Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds);
  const day = new Date(end.getTime() - dayMilliseconds).toISOString().slice(0, 10);
  const due = await dueMarks(db, day, end);
  const marks = due.map(({ listingVersionId, equity, capital, positions, sequence, hash }) => {
    const link = {
      sequence: sequence + 1,
      day,
      equity: equity.toFixed(2),
      capital: capital.toFixed(2),
      positions,
      at: now.toISOString(),
      previousHash: hash,
    };
    // The seal stands in the first mark; every later one continues the hash before it.
    const identity = { versionId: listingVersionId, line: "paper", sealHash: "" };
    return { ...link, listingVersionId, hash: hashMark(identity, link) };
  });
  return insertMarks(db, "paper", marks);
}

/** Lets twins that nobody needs any more end once they are flat; returns the shards to wake. */
export async function stopIdleTwins(db: Database): Promise<number[]> {
  return db.$transaction(async (tx) => {
    const shards: number[] = [];
    for (const { id } of await idleTwins(tx)) {
      const payload = { command: "stop", flatten: true, actor: "system", time: Date.now() };
      const shard = await appendToRun(tx, id, { key: `command:${randomUUID()}`, kind: "command", payload });
      if (shard !== null) shards.push(shard);
    }
    return shards;
  });
}

/** Computes anew what lists and rankings show: of one version, or of listings whose figures are older than an instant. */
export async function refreshFigures(
  db: Database,
  which: { readonly before: Date } | { readonly listingVersionId: string },
): Promise<void> {
  for (const listing of await staleFigures(db, which, refreshed)) {
    const { listingVersionId } = listing;
    const [test, marks] = await Promise.all([
      testOfListing(db, listingVersionId),
      listListingMarks(db, listingVersionId, "paper"),
    ]);
    const paper = Float64Array.from(marks, (mark) => Number(mark.equity));
    await storeFigures(db, { ...listing, ...figuresOf(test?.result ?? null, paper).figures });
  }
}
