import type { Queryable, Transaction } from "../client.ts";
import type { Prisma } from "../generated/client.ts";

/** A strategy version as a basket holds it. The weight is a decimal text: the share of the basket's capital. */
export type BasketMemberRow = {
  readonly ordinal: number;
  readonly weight: string;
  readonly strategyVersionId: string;
  readonly strategyId: string;
  readonly name: string;
  readonly number: number;
  readonly semanticHash: string;
};

export type BasketVersionRow = {
  readonly id: string;
  readonly number: number;
  readonly createdAt: Date;
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
}: Prisma.BasketMemberGetPayload<{ select: typeof memberColumns }>): BasketMemberRow {
  return { ...member, ...strategyVersion, weight: weight.toString() };
}

const columns = {
  id: true,
  name: true,
  description: true,
  createdAt: true,
  updatedAt: true,
  versions: {
    orderBy: { number: "desc" },
    take: 1,
    select: {
      id: true,
      number: true,
      createdAt: true,
      members: { orderBy: { ordinal: "asc" }, select: memberColumns },
    },
  },
} satisfies Prisma.BasketSelect;

async function toRows(
  db: Queryable,
  baskets: Prisma.BasketGetPayload<{ select: typeof columns }>[],
): Promise<BasketRow[]> {
  const listings = await db.listingVersion.findMany({
    where: { basketVersion: { basketId: { in: baskets.map(({ id }) => id) } }, listing: { withdrawnAt: null } },
    orderBy: { number: "asc" },
    select: {
      basketVersion: { select: { basketId: true, number: true } },
      listing: { select: { id: true, slug: true } },
    },
  });
  // The last one of a basket wins: listing versions come in rising order.
  const published = new Map(
    listings.map(({ basketVersion, listing }) => [
      basketVersion?.basketId,
      { ...listing, publishedVersion: basketVersion?.number ?? 0 },
    ]),
  );
  return baskets.map(({ versions: [latest], ...basket }) => ({
    ...basket,
    version: latest === undefined ? null : { ...latest, members: latest.members.map(toMemberRow) },
    listing: published.get(basket.id) ?? null,
  }));
}

export async function listBaskets(db: Queryable, teamId: string): Promise<BasketRow[]> {
  const where = { teamId, archivedAt: null };
  return toRows(db, await db.basket.findMany({ where, orderBy: { updatedAt: "desc" }, take: 200, select: columns }));
}

export async function findBasket(db: Queryable, teamId: string, id: string): Promise<BasketRow | null> {
  const basket = await db.basket.findFirst({ where: { id, teamId, archivedAt: null }, select: columns });
  if (basket === null) return null;
  const [row] = await toRows(db, [basket]);
  return row ?? null;
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
    readonly members: readonly { readonly strategyVersionId: string; readonly weight: string }[];
  },
): Promise<{ id: string; number: number }> {
  await tx.basket.update({ where: { id: basketId }, data: { updatedAt: new Date() } });
  const last = await tx.basketVersion.aggregate({ where: { basketId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const made = await tx.basketVersion.create({
    data: { basketId, number, createdBy: version.createdBy },
    select: { id: true, number: true },
  });
  await tx.basketMember.createMany({
    data: version.members.map((member, ordinal) => ({ ...member, ordinal, basketVersionId: made.id })),
  });
  return made;
}

/** Returns those of the strategy versions that belong to the team. */
export async function findTeamVersions(
  db: Queryable,
  teamId: string,
  versionIds: readonly string[],
): Promise<{ id: string; name: string; number: number; document: unknown }[]> {
  return db.strategyVersion.findMany({
    where: { id: { in: [...versionIds] }, strategy: { teamId } },
    select: { id: true, name: true, number: true, document: true },
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
