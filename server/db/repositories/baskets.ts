import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";
import { type Prepared, readPrepared } from "../prepared.ts";

/** A strategy version as a basket holds it. The weight is a decimal text: the share of the basket's capital. */
export type BasketMemberRow = {
  readonly ordinal: number;
  readonly weight: string;
  readonly strategyVersionId: string;
  readonly strategyId: string;
  readonly name: string;
  readonly number: number;
  readonly semanticHash: string;
  /** The listing that the member was taken from; null for a strategy of the team. */
  readonly origin: {
    readonly listingVersionId: string;
    readonly listingId: string;
    readonly title: string;
    readonly disclosure: "open" | "view" | "sealed";
  } | null;
};

export type BasketVersionRow = {
  readonly id: string;
  readonly number: number;
  readonly createdAt: Date;
  readonly settings: unknown;
  readonly members: readonly BasketMemberRow[];
};

export type BasketRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Null until members were set for the first time. */
  readonly version: BasketVersionRow | null;
  readonly listing: { readonly id: string; readonly slug: string; readonly publishedVersion: number } | null;
};

export const memberColumns = {
  ordinal: true,
  weight: true,
  strategyVersionId: true,
  strategyVersion: { select: { strategyId: true, name: true, number: true, semanticHash: true } },
} satisfies Prisma.BasketMemberSelect;

export function toMemberRow({
  strategyVersion,
  weight,
  ...member
}: Prisma.BasketMemberGetPayload<{ select: typeof memberColumns }>): Omit<BasketMemberRow, "origin"> {
  return { ...member, ...strategyVersion, weight: weight.toString() };
}

// The newest version with its members, and the newest listing that is not withdrawn.
const basketColumns = `b.id, b.name, b.description, b.created_at AS "createdAt", b.updated_at AS "updatedAt",
  v.id AS "versionId", v.number AS "versionNumber", v.created_at AS "versionCreatedAt", v.settings,
  (SELECT jsonb_agg(jsonb_build_object('ordinal', m.ordinal, 'weight', trim_scale(m.weight)::text,
      'strategyVersionId', m.strategy_version_id, 'strategyId', s.strategy_id, 'name', s.name, 'number', s.number,
      'semanticHash', s.semantic_hash, 'origin', CASE WHEN m.listing_version_id IS NULL THEN NULL ELSE
        jsonb_build_object('listingVersionId', m.listing_version_id, 'listingId', g.id, 'title', g.title, 'disclosure', g.disclosure) END) ORDER BY m.ordinal)
    FROM basket_members m JOIN strategy_versions s ON s.id = m.strategy_version_id
    LEFT JOIN listing_versions f ON f.id = m.listing_version_id LEFT JOIN listings g ON g.id = f.listing_id
    WHERE m.basket_version_id = v.id) AS members,
  p.listing
FROM baskets b
LEFT JOIN LATERAL (SELECT id, number, created_at, settings FROM basket_versions WHERE basket_id = b.id ORDER BY number DESC LIMIT 1) v ON true
LEFT JOIN LATERAL (SELECT jsonb_build_object('id', l.id, 'slug', l.slug, 'publishedVersion', o.number) AS listing
  FROM listing_versions w JOIN basket_versions o ON o.id = w.basket_version_id JOIN listings l ON l.id = w.listing_id
  WHERE o.basket_id = b.id AND l.withdrawn_at IS NULL ORDER BY w.number DESC, w.id DESC LIMIT 1) p ON true
WHERE b.team_id = $1 AND b.archived_at IS NULL`;

type BasketColumns = Omit<BasketRow, "version"> & {
  readonly versionId: string | null;
  readonly versionNumber: number;
  readonly versionCreatedAt: Date;
  readonly settings: unknown;
  readonly members: readonly BasketMemberRow[] | null;
};

const basketsOfTeam: Prepared<BasketColumns> = {
  name: "baskets-of-team",
  text: `SELECT ${basketColumns} ORDER BY b.updated_at DESC LIMIT 200`,
};
const basketOfTeam: Prepared<BasketColumns> = { name: "basket-of-team", text: `SELECT ${basketColumns} AND b.id = $2` };

function toRow({ versionId, versionNumber, versionCreatedAt, settings, members, ...basket }: BasketColumns): BasketRow {
  if (versionId === null) return { ...basket, version: null };
  const dates = { number: versionNumber, createdAt: versionCreatedAt };
  return { ...basket, version: { id: versionId, ...dates, settings, members: members ?? [] } };
}

export async function listBaskets(db: Queryable, teamId: string): Promise<BasketRow[]> {
  return (await readPrepared(db, basketsOfTeam, [teamId])).map(toRow);
}

export async function findBasket(db: Queryable, teamId: string, id: string): Promise<BasketRow | null> {
  const [row] = await readPrepared(db, basketOfTeam, [teamId, id]);
  return row === undefined ? null : toRow(row);
}

export async function insertBasket(
  db: Queryable,
  basket: { readonly teamId: string; readonly name: string; readonly description: string; readonly createdBy: string },
): Promise<string> {
  const { id } = await db.basket.create({ data: basket, select: { id: true } });
  return id;
}

/** Adds the next version of a basket with its members; the basket's row is locked, so that numbers never collide. */
export async function insertBasketVersion(
  tx: Transaction,
  basketId: string,
  version: {
    readonly createdBy: string;
    readonly settings: Prisma.InputJsonObject;
    readonly members: readonly {
      readonly strategyVersionId: string;
      readonly listingVersionId: string | null;
      readonly weight: string;
    }[];
  },
): Promise<{ id: string; number: number }> {
  await tx.basket.update({ where: { id: basketId }, data: { updatedAt: new Date() } });
  const last = await tx.basketVersion.aggregate({ where: { basketId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const made = await tx.basketVersion.create({
    data: { basketId, number, createdBy: version.createdBy, settings: version.settings },
    select: { id: true, number: true },
  });
  await tx.basketMember.createMany({
    data: version.members.map((member, ordinal) => ({ ...member, ordinal, basketVersionId: made.id })),
  });
  return made;
}

export type VersionDocument = {
  readonly id: string;
  readonly strategyId: string;
  readonly name: string;
  readonly number: number;
  readonly semanticHash: string;
  readonly document: unknown;
};

/** Returns strategy versions with their documents: those of the team where one is named, else whoever's they are. */
export async function findVersionDocuments(
  db: Queryable,
  versionIds: readonly string[],
  teamId?: string,
): Promise<VersionDocument[]> {
  return db.strategyVersion.findMany({
    where: { id: { in: [...versionIds] }, ...(teamId === undefined ? {} : { strategy: { teamId } }) },
    select: { id: true, strategyId: true, name: true, number: true, semanticHash: true, document: true },
  });
}

/** Holds a basket of the team until the transaction ends; returns false when there is none. */
export async function lockBasket(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM baskets WHERE id = ${id} AND team_id = ${teamId} AND archived_at IS NULL FOR UPDATE`;
  return rows.length === 1;
}

export async function archiveBasket(tx: Transaction, id: string): Promise<void> {
  await tx.basket.update({ where: { id }, data: { archivedAt: new Date() } });
}
