import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ORDER_STATUSES } from "@/graph-runtime/market/order.ts";
import { sqlOfEachTest } from "./support/sql-rules.ts";

// Each rule of the migrations is broken once.
const sql = sqlOfEachTest();
const hash = "a".repeat(64);

/** The smallest rows that everything else hangs on: team, strategy, version, feed, run. */
async function seed() {
  const ids = { team: randomUUID(), strategy: randomUUID(), version: randomUUID(), run: randomUUID() };
  await sql("INSERT INTO organizations (id, name, slug) VALUES ($1, 'Desk', $1)", [ids.team]);
  await sql("INSERT INTO strategies (id, team_id, name, draft, created_by) VALUES ($1, $2, 'S', '{}', 'u')", [
    ids.strategy,
    ids.team,
  ]);
  await sql(
    "INSERT INTO strategy_versions (id, strategy_id, number, document, name, semantic_hash, created_by) VALUES ($1, $2, 1, '{}', 'S', $3, 'u')",
    [ids.version, ids.strategy, hash],
  );
  await sql(
    "INSERT INTO feeds (id, kind, timeframe, bar_milliseconds, started_at) VALUES ($1, 'synthetic', '1s', 1000, now())",
    [ids.run],
  );
  await sql(
    "INSERT INTO runs (id, team_id, strategy_version_id, feed_id, universe, capital, shard, created_by) VALUES ($1, $2, $3, $1, '[]', 1000, 0, 'u')",
    [ids.run, ids.team, ids.version],
  );
  return ids;
}
type Ids = Awaited<ReturnType<typeof seed>>;

async function backtest(ids: Ids, columns: Record<string, unknown> = {}) {
  const row = {
    id: randomUUID(),
    team_id: ids.team,
    strategy_id: ids.strategy,
    version_id: ids.version,
    dataset_id: "d",
    snapshot_id: "s",
    input_hash: hash,
    created_by: "u",
    ...columns,
  };
  const names = Object.keys(row);
  await sql(
    `INSERT INTO backtests (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
    Object.values(row),
  );
  return row.id;
}

async function intent(ids: Ids, { sequence = 1, ordinal = 0, clientOrderId = "abc" } = {}) {
  const id = randomUUID();
  await sql(
    "INSERT INTO intents (id, run_id, sequence, ordinal, client_order_id, payload, reason) VALUES ($1, $2, $3, $4, $5, '{}', 'r')",
    [id, ids.run, sequence, ordinal, clientOrderId],
  );
  return id;
}

async function order(ids: Ids, intentId: string, columns: Record<string, unknown> = {}) {
  const row = {
    id: randomUUID(),
    run_id: ids.run,
    intent_id: intentId,
    client_order_id: randomUUID().slice(0, 8),
    order_number: 1,
    lane: 0,
    symbol: "SYN-A",
    side: "buy",
    type: "market",
    role: "entry",
    node_id: "n",
    quantity: 10,
    status: "working",
    reason: "r",
    last_sequence: 1,
    placed_at: new Date(),
    ...columns,
  };
  const names = Object.keys(row);
  await sql(
    `INSERT INTO orders (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
    Object.values(row),
  );
  return row.id;
}

describe("a share link", () => {
  const insert = (ids: Ids, columns: Record<string, unknown>) => {
    const row = {
      id: randomUUID(),
      team_id: ids.team,
      version_id: ids.version,
      access: "view",
      sha256: hash,
      created_by: "u",
      ...columns,
    };
    const names = Object.keys(row);
    return sql(
      `INSERT INTO share_links (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
      Object.values(row),
    );
  };

  test.each([
    ["share_links_access", { access: "edit" }],
    ["share_links_sha256", { sha256: "the token itself" }],
  ])("keeps to %s", async (rule, columns) => {
    const ids = await seed();
    await expect(insert(ids, columns)).rejects.toThrow(rule);
  });

  test("has a token of its own", async () => {
    const ids = await seed();
    await insert(ids, {});
    await expect(insert(ids, {})).rejects.toThrow("share_links_sha256_key");
  });

  test("a strategy that was forked from a version says from what", async () => {
    const ids = await seed();
    await expect(
      sql("UPDATE strategies SET forked_from_version_id = $1 WHERE id = $2", [ids.version, ids.strategy]),
    ).rejects.toThrow("strategies_forked_from");
  });
});

describe("a backtest", () => {
  test("is under way once for the same team and inputs, and may be repeated when it is finished", async () => {
    const ids = await seed();
    await backtest(ids, { status: "failed", error: "{}", finished_at: new Date() });
    await backtest(ids);
    await expect(backtest(ids)).rejects.toThrow(/backtests_one_active/);
  });
  test("has not succeeded without a fingerprint, a summary and its headline", async () => {
    const ids = await seed();
    await expect(backtest(ids, { status: "succeeded", finished_at: new Date() })).rejects.toThrow(/backtests_result/);
  });
  test("cannot point at a version of another strategy", async () => {
    const [ids, other] = [await seed(), await seed()];
    await expect(backtest(ids, { version_id: other.version })).rejects.toThrow(/foreign key/);
  });
  test("cannot belong to another team than its strategy", async () => {
    const [ids, other] = [await seed(), await seed()];
    await expect(backtest(ids, { team_id: other.team })).rejects.toThrow(/foreign key/);
  });
  test("knows only its five states", async () => {
    const ids = await seed();
    await expect(backtest(ids, { status: "done" })).rejects.toThrow(/backtests_status/);
  });
});

describe("a version", () => {
  test.each([
    "UPDATE strategy_versions SET message = 'x'",
    "DELETE FROM strategy_versions",
    "TRUNCATE strategy_versions CASCADE",
    "UPDATE library_block_versions SET note = 'x'",
    "DELETE FROM library_block_versions",
    "TRUNCATE library_block_versions",
  ])("is not changed by %s", async (statement) => {
    const ids = await seed();
    await sql("INSERT INTO library_blocks (id, team_id, title, created_by) VALUES ($1, $2, 'B', 'u')", [
      ids.run,
      ids.team,
    ]);
    await sql(
      "INSERT INTO library_block_versions (id, block_id, number, blocks, created_by) VALUES ($1, $1, 1, '[]', 'u')",
      [ids.run],
    );
    await expect(sql(statement)).rejects.toThrow(/immutable/);
  });
  test("of a basket takes no members after its transaction", async () => {
    const ids = await seed();
    const [basket, version] = [randomUUID(), randomUUID()];
    await sql("INSERT INTO baskets (id, team_id, name, created_by) VALUES ($1, $2, 'B', 'u')", [basket, ids.team]);
    await sql("INSERT INTO basket_versions (id, basket_id, number, created_by) VALUES ($1, $2, 1, 'u')", [
      version,
      basket,
    ]);
    const member =
      "INSERT INTO basket_members (basket_version_id, ordinal, strategy_version_id, weight) VALUES ($1, $2, $3, $4)";
    await sql(member, [version, 0, ids.version, 1]);
    await sql("COMMIT");
    await sql("BEGIN");
    await expect(sql(member, [version, 1, ids.version, 1])).rejects.toThrow(/in the transaction that makes/);
  });
  test("of a listing has exactly one target", async () => {
    const ids = await seed();
    const listing = randomUUID();
    await sql(
      "INSERT INTO listings (id, team_id, slug, kind, title, rationale, created_by) VALUES ($1, $2, $3, 'strategy', 't', 'r', 'u')",
      [listing, ids.team, `s-${listing}`],
    );
    await expect(
      sql("INSERT INTO listing_versions (id, listing_id, number, seal_hash, created_by) VALUES ($1, $2, 1, $3, 'u')", [
        randomUUID(),
        listing,
        hash,
      ]),
    ).rejects.toThrow(/one_target/);
  });
});

describe("an intent", () => {
  test("exists once for each run, sequence and ordinal", async () => {
    const ids = await seed();
    await intent(ids);
    await expect(intent(ids, { clientOrderId: "other" })).rejects.toThrow(/intents_run_id_sequence_ordinal_key/);
  });
  test("has a client order id that no other has", async () => {
    const ids = await seed();
    await intent(ids);
    await expect(intent(ids, { ordinal: 1 })).rejects.toThrow(/client_order_id/);
  });
  test.each(["with-dash", "x".repeat(21), ""])(
    "has a client order id that brokers take, not %j",
    async (clientOrderId) => {
      const ids = await seed();
      await expect(intent(ids, { clientOrderId })).rejects.toThrow(/intents_client_order_id/);
    },
  );
  test("leads to one order, of its own run", async () => {
    const [ids, other] = [await seed(), await seed()];
    const made = await intent(ids);
    await expect(order(other, made)).rejects.toThrow(/foreign key/);
    await sql("ROLLBACK");
  });
  test("is not followed by a second order", async () => {
    const ids = await seed();
    const made = await intent(ids);
    await order(ids, made);
    await expect(order(ids, made, { order_number: 2 })).rejects.toThrow(/intent_id/);
  });
});

describe("an order", () => {
  test("is never filled beyond its quantity", async () => {
    const ids = await seed();
    const made = await intent(ids);
    await expect(order(ids, made, { filled_quantity: 11, average_price: 1 })).rejects.toThrow(/orders_filled/);
  });
  test("has an average price exactly when something is filled", async () => {
    const ids = await seed();
    const made = await intent(ids);
    await expect(order(ids, made, { filled_quantity: 5 })).rejects.toThrow(/orders_average/);
  });
  test("has one of the engine's statuses, and each of them", async () => {
    const ids = await seed();
    for (const [index, status] of ORDER_STATUSES.entries()) {
      const made = await intent(ids, { ordinal: index, clientOrderId: `s${index}` });
      await order(ids, made, { status, order_number: index });
    }
    const made = await intent(ids, { ordinal: ORDER_STATUSES.length, clientOrderId: "other" });
    await expect(order(ids, made, { status: "done", order_number: 99 })).rejects.toThrow(/orders_status/);
  });
});

describe("a run", () => {
  test("takes each inbox key once", async () => {
    const ids = await seed();
    const put = "INSERT INTO run_inbox (run_id, sequence, key, kind, payload) VALUES ($1, $2, 'bar:1', 'bar', '{}')";
    await sql(put, [ids.run, 1]);
    await expect(sql(put, [ids.run, 2])).rejects.toThrow(/run_inbox_run_id_key_key/);
  });
  test.each([
    ["an older fencing token", 5, 4],
    ["an older sequence", 4, 5],
  ])("does not take a snapshot with %s", async (_, sequence, token) => {
    const ids = await seed();
    await sql("INSERT INTO run_snapshots (run_id, sequence, fencing_token, state) VALUES ($1, 5, 5, '')", [ids.run]);
    await expect(sql("UPDATE run_snapshots SET sequence = $1, fencing_token = $2", [sequence, token])).rejects.toThrow(
      /refused sequence/,
    );
  });
  test("has not stepped further than its inbox reaches", async () => {
    const ids = await seed();
    await expect(sql("UPDATE runs SET last_sequence = 1 WHERE id = $1", [ids.run])).rejects.toThrow(/runs_sequences/);
  });
});

describe("a lease", () => {
  test("is not taken over without a higher token", async () => {
    await sql("INSERT INTO shard_leases (shard, owner, fencing_token, expires_at) VALUES (0, 'a', 7, now())");
    await expect(sql("UPDATE shard_leases SET owner = 'b'")).rejects.toThrow(/refused token/);
  });
  test("is not deleted, which would let its token begin again", async () => {
    await sql("INSERT INTO shard_leases (shard, owner, fencing_token, expires_at) VALUES (0, 'a', 7, now())");
    await expect(sql("DELETE FROM shard_leases")).rejects.toThrow(/immutable/);
  });
});

describe("partitions", () => {
  test("put a decision of this month into this month's table, and a very old one into the default", async () => {
    const ids = await seed();
    const put =
      "INSERT INTO decisions (run_id, sequence, time, action, reason) VALUES ($1, $2, $3, 'none', 'r') RETURNING tableoid::regclass::text AS place";
    const now = new Date();
    const month = `decisions_${now.toISOString().slice(0, 7).replace("-", "_")}`;
    expect((await sql(put, [ids.run, 1, now])).rows[0].place).toBe(month);
    expect((await sql(put, [ids.run, 2, new Date("2001-01-01")])).rows[0].place).toBe("decisions_default");
  });
  test("are made once, however often they are asked for", async () => {
    expect((await sql("SELECT quantloom_ensure_partitions(3) AS made")).rows[0].made).toBe(0);
    expect((await sql("SELECT quantloom_ensure_partitions(4) AS made")).rows[0].made).toBe(2);
  });
});

test("a subscription to a listing is active once for each team", async () => {
  const ids = await seed();
  const [listing, version] = [randomUUID(), randomUUID()];
  await sql(
    "INSERT INTO listings (id, team_id, slug, kind, title, rationale, created_by) VALUES ($1, $2, $3, 'strategy', 't', 'r', 'u')",
    [listing, ids.team, `s-${listing}`],
  );
  await sql(
    "INSERT INTO listing_versions (id, listing_id, number, strategy_version_id, seal_hash, created_by) VALUES ($1, $2, 1, $3, $4, 'u')",
    [version, listing, ids.version, hash],
  );
  const put =
    "INSERT INTO subscriptions (id, team_id, listing_id, listing_version_id, capital, status, created_by, ended_at) VALUES ($1, $2, $3, $4, 100, $5, 'u', $6)";
  await sql(put, [randomUUID(), ids.team, listing, version, "ended", new Date()]);
  await sql(put, [randomUUID(), ids.team, listing, version, "active", null]);
  await expect(sql(put, [randomUUID(), ids.team, listing, version, "stopping", null])).rejects.toThrow(
    /subscriptions_one_active/,
  );
});
