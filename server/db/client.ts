import { PrismaPg } from "@prisma/adapter-pg";
import type { Secret } from "../config/secret.ts";
import { databaseUrl } from "../env.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;
/** Either the client itself or an open transaction: what a repository takes. */
export type Queryable = Database | Transaction;

/** Returns a client of its own with a pool of `connections` (tests, commands, workers with special needs). */
export function createDatabase(url: Secret, connections = 10): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url.reveal(), max: connections }) });
}

// Next loads route modules more than once in one process; the pool must still be one.
const shared = globalThis as { quantloomDatabase?: Database };

/** Returns the client that this process shares. */
export function database(): Database {
  shared.quantloomDatabase ??= createDatabase(databaseUrl());
  return shared.quantloomDatabase;
}
