import pg from "pg";
import { expect, test } from "vitest";
import { secret } from "@/server/config/secret.ts";
import { PatientClient } from "@/server/db/patient-client.ts";
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

test("queues whose database goes away while they open reject and end nothing", async () => {
  const trial = await createTrialDatabase();
  const queues = Array.from({ length: 6 }, (_, index) =>
    openQueue({ databaseUrl: secret(trial.url) }, `queue-${index}`),
  );
  for (const queue of queues) queue.on("error", () => undefined);
  const opening = Promise.allSettled(queues.map((queue) => queue.waitUntilReady()));
  const watcher = new pg.Client({ connectionString: trial.url });
  await watcher.connect();
  // Opening holds a lock on the database while it migrates: the others wait for it with a connection in their hands.
  let connected = 0;
  while (connected < queues.length) {
    const { rows } = await watcher.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database()",
    );
    connected = rows[0]?.n ?? 0;
  }
  await watcher.end();
  await trial.drop();
  const outcomes = await opening;
  expect(outcomes.map(({ status }) => status)).toContain("rejected");
  await Promise.allSettled(queues.map((queue) => queue.close()));
});
