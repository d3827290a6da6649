import type { Database } from "@/server/db/client.ts";

type Call = (...parameters: unknown[]) => Promise<unknown>;

/** Returns the database with something done around each call of one of its methods. */
export function around(db: Database, method: "$transaction" | "$queryRawUnsafe", wrap: (call: Call) => Call): Database {
  return new Proxy(db, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      return key === method ? wrap((...parameters) => (value as Call).apply(target, parameters)) : value;
    },
  });
}
