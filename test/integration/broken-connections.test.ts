import { DEFAULT_SCHEMA, MIGRATION_ADVISORY_LOCK_KEY } from "bullmq";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { createDatabase } from "@/server/db/client.ts";
import { databaseTrouble } from "@/server/db/database-trouble.ts";
import { PatientClient } from "@/server/db/patient-client.ts";
import { readPrepared } from "@/server/db/prepared.ts";
import { openQueue } from "@/server/queue/backend.ts";
import { createTrialDatabase } from "../setup/trial-database.ts";

// An error that nobody listens to ends the process; the test runner reports it as unhandled and fails.

test("a connection that breaks in somebody's hands fails its next query and nothing else", async () => {
  const trial = await createTrialDatabase();
  const pool = new pg.Pool({ connectionString: trial.url, Client: PatientClient });
  const held = await pool.connect();
  const ended = new Promise((resolve) => held.once("end", resolve));
  await trial.drop();
  await ended;
  await expect(held.query("select 1")).rejects.toThrow(/not queryable/);
  held.release(true);
  await pool.end();
});

test("what is asked side by side on one connection is asked in turn, and a refusal holds nobody up", async () => {
  const trial = await createTrialDatabase();
  const pool = new pg.Pool({ connectionString: trial.url, Client: PatientClient });
  const held = await pool.connect();
  const warned = vi.fn();
  process.on("warning", warned);
  const asked = await Promise.allSettled([
    held.query("select 1 as n, pg_sleep(0.05)"),
    held.query("select no_such_column"),
    held.query({ text: "select $1::int as n" }, [2]),
    held.query("select 3 as n"),
  ]);
  const seen = asked.map((one) => (one.status === "fulfilled" ? Number(one.value.rows[0].n) : one.status));
  expect(seen).toEqual([1, "rejected", 2, 3]);
  // a warning is told in the next turn of the loop
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", warned);
  expect(warned).not.toHaveBeenCalled();
  held.release();
  await pool.end();
  await trial.drop();
});

test("queues whose database goes away while they open reject and end nothing", async () => {
  const trial = await createTrialDatabase();
  const watcher = new pg.Client({ connectionString: trial.url });
  await watcher.connect();
  watcher.on("error", () => undefined); // it goes with the database
  // Opening takes this lock while it migrates: whoever holds it keeps all queues waiting.
  await watcher.query("select pg_advisory_lock($1, hashtext($2))", [MIGRATION_ADVISORY_LOCK_KEY, DEFAULT_SCHEMA]);
  const queues = Array.from({ length: 6 }, (_, index) =>
    openQueue({ databaseUrl: secret(trial.url) }, `queue-${index}`),
  );
  for (const queue of queues) queue.on("error", () => undefined);
  const opening = Promise.allSettled(queues.map((queue) => queue.waitUntilReady()));
  await vi.waitFor(async () => {
    const { rows } = await watcher.query(
      "select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'",
    );
    expect(rows).toHaveLength(1);
  });
  await trial.drop();
  const outcomes = await opening;
  expect(outcomes.map(({ status }) => status)).toEqual(queues.map(() => "rejected"));
  await Promise.allSettled(queues.map((queue) => queue.close()));
});

const troubleOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error at all",
    (error) => databaseTrouble(error)?.code,
  );

test("a database that is away, that breaks off or that is full is called so, and an error of a query is not", async () => {
  const away = createDatabase(secret("postgresql://nobody:nothing@127.0.0.1:1/nowhere"), 1);
  expect(await troubleOf(away.user.findMany())).toBe("unavailable");
  expect(await troubleOf(readPrepared(away, { name: "one", text: "select 1" }, []))).toBe("unavailable");

  const trial = await createTrialDatabase();
  const db = createDatabase(secret(trial.url), 2);
  const asleep = troubleOf(readPrepared(db, { name: "sleep", text: "select pg_sleep(20), 'asleep'" }, []));
  await vi.waitFor(async () => {
    const ended = await db.$queryRaw`
      select pg_terminate_backend(pid) from pg_stat_activity where query like '%asleep%' and pid <> pg_backend_pid()`;
    expect(ended).toHaveLength(1);
  });
  expect(await asleep).toBe("unavailable");

  expect(await troubleOf(db.$executeRawUnsafe("select no_such_function()"))).toBeUndefined();
  await db.$executeRawUnsafe(`
    create function refuse_as_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
  await db.$executeRawUnsafe(
    "create trigger full_disk before insert on verifications for each row execute function refuse_as_full()",
  );
  expect(
    await troubleOf(
      db.verification.create({ data: { id: "one", identifier: "one", value: "one", expiresAt: new Date() } }),
    ),
  ).toBe("storage-full");
  await db.$disconnect();
  await trial.drop();
});
