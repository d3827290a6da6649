import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sqlOfEachTest } from "./support/sql-rules.ts";

// Each rule of the brokers' tables is broken once.
const sql = sqlOfEachTest();

async function seed() {
  const [team, account, order] = [randomUUID(), randomUUID(), randomUUID()];
  await sql("INSERT INTO organizations (id, name, slug) VALUES ($1, 'Desk', $1)", [team]);
  await sql(
    "INSERT INTO broker_accounts (id, team_id, broker, environment, label, credentials, created_by) VALUES ($1, $2, 'alpaca', 'paper', 'A', '\\x01', 'u')",
    [account, team],
  );
  await sql(
    "INSERT INTO broker_orders (id, account_id, client_order_id, request, quantity) VALUES ($1, $2, 'a1', '{}', 5)",
    [order, account],
  );
  return { account, order };
}
const command = ({ account, order }: Awaited<ReturnType<typeof seed>>, key: string, kind: string, status: string) =>
  sql(
    "INSERT INTO broker_commands (account_id, order_id, kind, key, priority, status, sent_at) VALUES ($1, $2, $3, $4, 0, $5, now())",
    [account, order, kind, key, status],
  );

test("an account's lane is not one of the runs' shards", async () => {
  const { account } = await seed();
  const { rows } = await sql("SELECT lane FROM broker_accounts WHERE id = $1", [account]);
  expect(rows[0].lane).toBeGreaterThanOrEqual(1_000);
  await expect(sql("UPDATE broker_accounts SET lane = 7 WHERE id = $1", [account])).rejects.toThrow("accounts_lane");
});

test.each([
  ["an account that is unlinked with its secrets", "unlinked_at = now()", "broker_accounts_unlinked"],
  ["an environment that there is not", "environment = 'moon'", "broker_accounts_environment"],
  ["a session of nobody", "session = '\\x01'", "broker_accounts_session"],
])("%s is refused", async (_, change, rule) => {
  const { account } = await seed();
  await expect(sql(`UPDATE broker_accounts SET ${change} WHERE id = $1`, [account])).rejects.toThrow(rule);
});

describe("orders at a broker", () => {
  test.each([
    ["what was asked for", `request = '{"side":"sell"}'`],
    ["its id", "client_order_id = 'b2'"],
    ["what is filled, downwards", "filled_quantity = 1"],
  ])("do not change %s", async (_, change) => {
    const { order } = await seed();
    await sql("UPDATE broker_orders SET filled_quantity = 2 WHERE id = $1", [order]);
    await expect(sql(`UPDATE broker_orders SET ${change} WHERE id = $1`, [order])).rejects.toThrow("keeps its request");
  });

  test("have ids that the account never uses again", async () => {
    const { account } = await seed();
    const again =
      "INSERT INTO broker_orders (id, account_id, client_order_id, request, quantity) VALUES ($1, $2, 'a1', '{}', 1)";
    await expect(sql(again, [randomUUID(), account])).rejects.toThrow("client_order_id");
  });

  test("are kept, and so is their history", async () => {
    const { order } = await seed();
    await sql(
      "INSERT INTO broker_order_events (order_id, sequence, source, status, detail) VALUES ($1, 1, 's', 'x', '{}')",
      [order],
    );
    await sql("SAVEPOINT before");
    await expect(sql("UPDATE broker_order_events SET status = 'y'")).rejects.toThrow("immutable");
    await sql("ROLLBACK TO before");
    await expect(sql("DELETE FROM broker_orders WHERE id = $1", [order])).rejects.toThrow("immutable");
  });
});

describe("commands of an account", () => {
  test("are sent one at a time", async () => {
    const ids = await seed();
    await command(ids, "1", "cancel", "sending");
    await expect(command(ids, "2", "cancel", "sending")).rejects.toThrow("broker_commands_one_sending");
  });

  test("place an order once", async () => {
    const ids = await seed();
    await command(ids, "1", "place", "pending");
    await expect(command(ids, "2", "place", "pending")).rejects.toThrow("broker_commands_one_place");
  });

  test("are the same where their key is", async () => {
    const ids = await seed();
    await command(ids, "1", "cancel", "pending");
    await expect(command(ids, "1", "cancel", "pending")).rejects.toThrow("key");
  });

  test("are settled at a time", async () => {
    const ids = await seed();
    await expect(command(ids, "1", "cancel", "done")).rejects.toThrow("broker_commands_settled");
  });
});
