import pg from "pg";
import type { Database } from "@/server/db/client.ts";
import { beginLogin, finishLogin } from "@/server/features/brokers/service.ts";
import type { Context } from "@/server/trpc/context.ts";
import { passLoginPage } from "../../conformance/brokers/log-in.ts";
import type { Desk } from "./broker-desk.ts";
import { eventually } from "./worker-process.ts";

/** Tries again while the database is away; what is asked is asked again as a user would. */
export async function steady<Result>(work: () => Promise<Result>): Promise<Result> {
  let failure: unknown = null;
  const done = await eventually(
    async () => {
      try {
        return { result: await work() };
      } catch (error) {
        failure = error;
        return null;
      }
    },
    { within: 60_000, every: 100, what: "an answer of the database" },
  ).catch((error: unknown) => {
    throw new Error("the database did not come back", { cause: failure ?? error });
  });
  return done.result;
}

/**
 * Kills a process of the database by SIGKILL while it serves somebody: PostgreSQL then ends all others, throws its memory away and
 * recovers from its log. Everyone's connections break in the middle of what they do.
 */
export async function killDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined); // it is killed with the others
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY query_start DESC NULLS LAST LIMIT 1",
  );
  const [victim] = rows;
  if (victim !== undefined) process.kill(victim.pid, "SIGKILL");
  await client.end().catch(() => undefined);
}

/** Moves the clock that the market goes by: forward, so that bars are due at once, or back, so that none is for a while. */
export async function jumpClock(db: Database, milliseconds: number): Promise<void> {
  await db.$executeRaw`
    UPDATE feeds SET started_at = started_at - make_interval(secs => ${milliseconds / 1_000}::float8) WHERE id = 'synthetic'`;
}

/** Logs in again at a broker that has ended the session. */
export async function logInAgain(context: Context, { id }: Desk): Promise<void> {
  const page = await beginLogin(context, id);
  await finishLogin(context, await passLoginPage({ loginPage: () => page }));
}
