import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import type { Queryable } from "../../db/client.ts";
import { findVersionDocuments } from "../../db/repositories/baskets.ts";

/** A version never changes, and neither does what its positions take as margin. */
const known = new Map<string, number>();

/** Returns which part of a position's value strategy versions take as margin: all of it in a cash account. */
export async function marginShares(
  db: Queryable,
  versionIds: readonly string[],
): Promise<(versionId: string) => number> {
  const missing = [...new Set(versionIds)].filter((id) => !known.has(id));
  for (const { id, document } of missing.length === 0 ? [] : await findVersionDocuments(db, missing)) {
    known.set(id, shareOf(document));
  }
  return (versionId) => known.get(versionId) ?? 1;
}

function shareOf(stored: unknown): number {
  const execution = readDocument(stored).document?.settings.execution;
  if (execution === undefined || execution.account === "cash") return 1;
  return (execution.initialMarginPercent ?? 100 / execution.leverage) / 100;
}
