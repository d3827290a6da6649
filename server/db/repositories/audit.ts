import type { Queryable } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

export type AuditRow = {
  readonly chain: string;
  readonly sequence: bigint;
  readonly teamId: string | null;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly detail: unknown;
  readonly previousHash: string;
  readonly hash: string;
};
export type AuditHead = { readonly chain: string; readonly sequence: bigint; readonly hash: string };
export type AuditAnchorRow = {
  readonly sequence: bigint;
  readonly at: Date;
  readonly heads: unknown;
  readonly previousHash: string;
  readonly hash: string;
};

/** Returns the head of the chain and holds it until the transaction ends; a new chain begins at 0. */
export async function lockHead(tx: Queryable, chain: string, genesis: string): Promise<AuditHead> {
  // an update of nothing locks the row, and returns it, in the statement that makes it where there is none
  const [head] = await tx.$queryRaw<AuditHead[]>`
    INSERT INTO audit_heads AS head (chain, sequence, hash) VALUES (${chain}, 0, ${genesis})
    ON CONFLICT (chain) DO UPDATE SET hash = head.hash
    RETURNING chain, sequence, hash`;
  if (!head) throw new Error(`audit head of ${chain} vanished`);
  return head;
}

/** Adds an event whose chain's head is locked, and moves the head on to it. */
export async function insertAuditEvent(tx: Queryable, row: AuditRow): Promise<void> {
  const { chain, sequence, teamId, at, actor, action, detail, previousHash, hash } = row;
  await tx.$executeRaw`
    WITH added AS (
      INSERT INTO audit_events (chain, sequence, team_id, at, actor, action, detail, previous_hash, hash)
      VALUES (${chain}, ${sequence}, ${teamId}, ${at}, ${actor}, ${action}, ${JSON.stringify(detail)}::jsonb, ${previousHash},
              ${hash})
    )
    UPDATE audit_heads SET sequence = ${sequence}, hash = ${hash} WHERE chain = ${chain}`;
}

/** Returns the heads that moved since their last anchor and holds them until the transaction ends. */
export async function lockMovedHeads(tx: Queryable): Promise<readonly AuditHead[]> {
  return tx.$queryRaw<AuditHead[]>`
    SELECT chain, sequence, hash FROM audit_heads WHERE sequence > anchored_sequence ORDER BY chain FOR UPDATE`;
}

export async function markAnchored(tx: Queryable, heads: readonly AuditHead[]): Promise<void> {
  const chains = heads.map((head) => head.chain);
  await tx.$executeRaw`UPDATE audit_heads SET anchored_sequence = sequence WHERE chain = ANY(${chains})`;
}

/** Lets one anchor be made at a time, and returns the last one. */
export async function lockLastAnchor(tx: Queryable): Promise<AuditAnchorRow | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('quantloom_audit_anchor'))`;
  return tx.auditAnchor.findFirst({ orderBy: { sequence: "desc" } });
}

export async function insertAnchor(tx: Queryable, row: AuditAnchorRow): Promise<void> {
  await tx.auditAnchor.create({ data: { ...row, heads: row.heads as Prisma.InputJsonValue } });
}

export async function allHeads(db: Queryable): Promise<readonly AuditHead[]> {
  return db.auditHead.findMany({ select: { chain: true, sequence: true, hash: true }, orderBy: { chain: "asc" } });
}

/** Returns the chains that have events, whether or not they have a head. */
export async function chainsWithEvents(db: Queryable): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ chain: string }[]>`SELECT DISTINCT chain FROM audit_events ORDER BY chain`;
  return rows.map((row) => row.chain);
}

export async function eventsAfter(
  db: Queryable,
  chain: string,
  sequence: bigint,
  take: number,
): Promise<readonly AuditRow[]> {
  return db.auditEvent.findMany({ where: { chain, sequence: { gt: sequence } }, orderBy: { sequence: "asc" }, take });
}

export async function anchorsAfter(db: Queryable, sequence: bigint, take: number): Promise<readonly AuditAnchorRow[]> {
  return db.auditAnchor.findMany({ where: { sequence: { gt: sequence } }, orderBy: { sequence: "asc" }, take });
}

/** Returns the team's events, newest first; `before` is the last one of the page before. */
export async function teamEvents(
  db: Queryable,
  teamId: string,
  page: {
    readonly take: number;
    readonly before?: { readonly at: Date; readonly chain: string; readonly sequence: bigint };
  },
): Promise<readonly AuditRow[]> {
  const { before, take } = page;
  return db.auditEvent.findMany({
    where: {
      teamId,
      ...(before && {
        OR: [
          { at: { lt: before.at } },
          { at: before.at, chain: { lt: before.chain } },
          { at: before.at, chain: before.chain, sequence: { lt: before.sequence } },
        ],
      }),
    },
    orderBy: [{ at: "desc" }, { chain: "desc" }, { sequence: "desc" }],
    take,
  });
}

/** Returns the names of the chains that belong to a team: its own, and those of its runs, whether or not they have events. */
export async function chainsOfTeam(db: Queryable, teamId: string): Promise<ReadonlySet<string>> {
  const runs = await db.run.findMany({ where: { teamId }, select: { id: true } });
  return new Set([`team:${teamId}`, ...runs.map(({ id }) => `run:${id}`)]);
}
