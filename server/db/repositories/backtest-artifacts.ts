import type { Queryable } from "../client.ts";

/** What a finished backtest leaves: `series` and `trade-columns` are binary, the others are JSON in UTF-8. */
export type ArtifactName = "series" | "trade-columns" | "report" | "orders";

/** Stores the artifacts of a backtest, replacing those of an earlier attempt. */
export async function storeArtifacts(
  db: Queryable,
  backtestId: string,
  artifacts: Readonly<Record<ArtifactName, Uint8Array<ArrayBuffer>>>,
): Promise<void> {
  await db.backtestArtifact.deleteMany({ where: { backtestId } });
  await db.backtestArtifact.createMany({
    data: Object.entries(artifacts).map(([name, body]) => ({ backtestId, name, body })),
  });
}

/** Returns an artifact of a team's backtest, or null when there is none. */
export async function readArtifact(
  db: Queryable,
  { teamId, backtestId, name }: { readonly teamId: string; readonly backtestId: string; readonly name: ArtifactName },
): Promise<Uint8Array | null> {
  const row = await db.backtestArtifact.findFirst({
    where: { backtestId, name, backtest: { teamId } },
    select: { body: true },
  });
  return row?.body ?? null;
}
