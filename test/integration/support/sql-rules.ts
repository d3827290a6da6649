import pg from "pg";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { openPlatform, type Platform } from "./platform.ts";

/** Gives the tests of a file SQL of their own, each in a transaction that is taken back: no service stands between them and the tables. */
export function sqlOfEachTest() {
  let platform: Platform;
  let client: pg.Client;
  beforeAll(async () => {
    platform = await openPlatform();
    client = new pg.Client({ connectionString: platform.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await platform.close();
  });
  beforeEach(async () => {
    await client.query("ROLLBACK");
    await client.query("BEGIN");
  });
  return (text: string, values: unknown[] = []) => client.query(text, values);
}
