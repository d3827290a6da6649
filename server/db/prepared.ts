import type pg from "pg";
import type { Database, Queryable } from "./client.ts";
import { type SharedReads, sharedReads } from "./shared-reads.ts";

/** A read that is parsed and planned once per connection. Its columns are cast to what JavaScript can hold: text, int, float8, jsonb. */
export type Prepared<Row> = { readonly name: string; readonly text: string; readonly row?: Row };
export type PreparedValues = readonly (string | number | boolean | null | readonly string[])[];

type Pools = { readonly pool: pg.Pool; readonly prepared: pg.Pool };
type Source = Pools & { readonly share: SharedReads };

const sources = new WeakMap<object, Source>();

/** As many statements are kept prepared on a connection; those of a list of another length are others each. */
const mostStatements = 400;

/**
 * Returns what names the statements of a client, so that each is parsed and planned once per connection: planning takes longer than
 * running for nearly all of them. What comes after the first few hundred has an empty name, and is planned each time.
 */
export function statementNames(most = mostStatements): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= most) return "";
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** Notes the pools on which the statements of this client may run: reads of pages, and what orders wait for. */
export function preparedOn(db: Database, pools: Pools): void {
  sources.set(db, { ...pools, share: sharedReads() });
}

/**
 * Runs a prepared read: a tenth of the processor time of the same read through Prisma, and once for all who wait for the same rows, which
 * nobody may change. Inside a transaction, which has a connection of its own, it goes through that.
 */
export async function readPrepared<Row extends object>(
  db: Queryable,
  { name, text }: Prepared<Row>,
  values: readonly (string | number | null | readonly string[])[],
): Promise<readonly Row[]> {
  const source = sources.get(db);
  if (source === undefined) return db.$queryRawUnsafe<Row[]>(text, ...values);
  const { pool, share } = source;
  return share(`${name} ${JSON.stringify(values)}`, async () => {
    const { rows } = await pool.query<Row>({ name, text, values: [...values] });
    return rows;
  });
}

/**
 * Runs a prepared statement that is a transaction by itself, and reads no one else's rows: what an order waits for costs a fifth of the
 * processor time that it takes through Prisma. Inside a transaction it goes through that.
 */
export async function runPrepared<Row extends object>(
  db: Queryable,
  { name, text }: Prepared<Row>,
  values: PreparedValues,
): Promise<readonly Row[]> {
  const source = sources.get(db);
  if (source === undefined) return db.$queryRawUnsafe<Row[]>(text, ...values);
  const { rows } = await source.prepared.query<Row>({ name, text, values: [...values] });
  return rows;
}

/** A statement with values for which it finds nothing to do. */
export type IdleStatement = Prepared<object> & { readonly idle: PreparedValues };

/** Returns the connections of runPrepared; nothing for a client that has none. */
export function preparedPool(db: Database): pg.Pool | undefined {
  return sources.get(db)?.prepared;
}

/** Runs a read by its key together with those who wait for the same, as readPrepared does. */
export function readTogether<Value>(db: Database, key: string, read: () => Promise<Value>): Promise<Value> {
  const source = sources.get(db);
  return source === undefined ? read() : source.share(`together ${key}`, read);
}

/** Runs a prepared write by itself, with bytes as they are. Never part of a transaction: it takes a connection of its own. */
export async function writePrepared(
  db: Database,
  { name, text }: Prepared<never>,
  values: readonly (string | Uint8Array)[],
): Promise<void> {
  const source = sources.get(db);
  if (source === undefined) throw new Error(`the statement ${name} needs the pool of its client`);
  await source.pool.query({ name, text, values: [...values] });
}
