import type { Queryable, Transaction } from "../client.ts";

export const channelTypes = ["slack", "webhook"] as const;
export type ChannelType = (typeof channelTypes)[number];
type Bytes = Uint8Array<ArrayBuffer>;

export type ChannelRow = {
  readonly id: string;
  readonly teamId: string;
  readonly type: ChannelType;
  readonly label: string;
  /** Where it posts to, without what is secret of the address. */
  readonly host: string;
  readonly kinds: readonly string[];
  readonly createdAt: Date;
};
export type SealedChannelRow = ChannelRow & { readonly secrets: Bytes };

const columns = {
  id: true,
  teamId: true,
  type: true,
  label: true,
  host: true,
  kinds: true,
  createdAt: true,
} as const;
const sealedColumns = { ...columns, secrets: true } as const;
const typed = <Row extends { readonly type: string }>(row: Row) => ({ ...row, type: row.type as ChannelType });

export async function listChannels(db: Queryable, teamId: string): Promise<ChannelRow[]> {
  const where = { teamId, removedAt: null };
  return (await db.notificationChannel.findMany({ where, orderBy: { createdAt: "asc" }, select: columns })).map(typed);
}

/** Returns the channels of every team, for whoever seals them anew. */
export async function listSealedChannels(db: Queryable): Promise<SealedChannelRow[]> {
  return (await db.notificationChannel.findMany({ where: { removedAt: null }, select: sealedColumns })).map(typed);
}

/** Returns a channel with its secrets; of one team where it is given. */
export async function findSealedChannel(db: Queryable, id: string, teamId?: string): Promise<SealedChannelRow | null> {
  const where = { id, removedAt: null, ...(teamId === undefined ? {} : { teamId }) };
  const row = await db.notificationChannel.findFirst({ where, select: sealedColumns });
  return row && typed(row);
}

type NewChannel = Omit<SealedChannelRow, "createdAt" | "kinds"> & {
  readonly kinds: string[];
  readonly createdBy: string;
};

export async function insertChannel(tx: Transaction, channel: NewChannel): Promise<ChannelRow> {
  return typed(await tx.notificationChannel.create({ data: channel, select: columns }));
}

export async function replaceChannelSecrets(tx: Transaction, id: string, secrets: Bytes): Promise<void> {
  await tx.notificationChannel.update({ where: { id }, data: { secrets }, select: { id: true } });
}

type Change = { readonly label: string; readonly kinds: readonly string[] };

/** Changes a channel; returns false where the team has none of that id. */
export async function changeChannel(
  tx: Transaction,
  { teamId, id }: { readonly teamId: string; readonly id: string },
  { label, kinds }: Change,
): Promise<boolean> {
  const where = { id, teamId, removedAt: null };
  return (await tx.notificationChannel.updateMany({ where, data: { label, kinds: [...kinds] } })).count === 1;
}

/** Removes a channel and forgets its secrets; what was delivered stays listed. */
export async function removeChannel(tx: Transaction, teamId: string, id: string): Promise<boolean> {
  const where = { id, teamId, removedAt: null };
  const data = { removedAt: new Date(), secrets: new Uint8Array(0) };
  return (await tx.notificationChannel.updateMany({ where, data })).count === 1;
}
