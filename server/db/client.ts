import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Secret } from "../config/secret.ts";
import { databaseUrl } from "../env.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";
import { PatientClient } from "./patient-client.ts";
import { preparedOn, statementNames } from "./prepared.ts";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;
/** Either the client itself or an open transaction: what a repository takes. */
export type Queryable = Database | Transaction;

/** More would stand in each other's way on the processors of one database. */
const preparedConnections = 5;

/**
 * Returns a client of its own with a pool of `connections` (tests, commands, workers). One that `prepares` has its statements planned
 * once per connection, which a process wants that asks the same few thousands of times.
 */
export function createDatabase(url: Secret, connections = 10, { prepares = false } = {}): Database {
  const name = { application_name: "quantloom" };
  const common = { connectionString: url.reveal(), ...name, Client: PatientClient };
  const pool = new pg.Pool({ ...common, max: connections });
  // What an order waits for has connections of its own, which are few and kept: there each statement is planned once, for all values.
  const kept = { ...common, max: preparedConnections, idleTimeoutMillis: 0, allowExitOnIdle: true };
  const prepared = new pg.Pool({ ...kept, options: "-c plan_cache_mode=force_generic_plan" });
  const end = pool.end.bind(pool);
  Reflect.set(pool, "end", async () => {
    await Promise.all([end(), prepared.end()]);
  });
  const naming = prepares ? { statementNameGenerator: statementNames() } : {};
  const db = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true, ...naming }) });
  // A connection that breaks while it idles is replaced by the next query; without a listener it would end the process.
  pool.on("error", () => undefined);
  prepared.on("error", () => undefined);
  preparedOn(db, { pool, prepared });
  return db;
}

// Next loads route modules more than once in one process; the pool must still be one.
const shared = globalThis as { quantloomDatabase?: Database };

/** Returns the client that this process shares. */
export function database(): Database {
  shared.quantloomDatabase ??= createDatabase(databaseUrl());
  return shared.quantloomDatabase;
}
