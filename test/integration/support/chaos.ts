import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/server/db/client.ts";
import type { Fault } from "@/server/simulators/core/faults.ts";
import type { Context } from "@/server/trpc/context.ts";
import type { SimulatorControl } from "../../conformance/brokers/simulator-control.ts";
import { type BrokerRun, busyDocument, compareBooks, startBrokerRun } from "./broker-runs.ts";
import { jumpClock, logInAgain, steady } from "./chaos-blows.ts";
import type { WebProcess } from "./web-process.ts";
import { eventually } from "./worker-process.ts";

/** Milliseconds between the furthest jump back and forward. */
const longestJump = 6_000;
const brokers = ["zerodha", "alpaca"] as const;

/** Numbers from 0 to 1 that depend on the seed alone. */
export function seeded(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
    state = Math.imul(state ^ (state >>> 12), 0x297a2d39) >>> 0;
    state = (state ^ (state >>> 15)) >>> 0;
    state = (state + 0x9e3779b9) >>> 0;
    return state / 4_294_967_296;
  };
}

type Mishap = { readonly action: string; readonly effect: Fault["effect"] };

const mishaps: readonly Mishap[] = [
  { action: "place", effect: { kind: "lose-response" } },
  { action: "place", effect: { kind: "lose-request" } },
  { action: "place", effect: { kind: "late-response", milliseconds: 900 } },
  { action: "place", effect: { kind: "late-request", milliseconds: 900 } },
  { action: "place", effect: { kind: "status", status: 503 } },
  { action: "place", effect: { kind: "status", status: 429, retryAfter: 1 } },
  { action: "place", effect: { kind: "status-after", status: 502 } },
  { action: "place", effect: { kind: "partial-fill", quantity: 3 } },
  { action: "place", effect: { kind: "late-reject", reason: "refused by the exchange" } },
  { action: "change", effect: { kind: "lose-response" } },
  { action: "change", effect: { kind: "lose-request" } },
  { action: "change", effect: { kind: "status-after", status: 502 } },
  { action: "cancel", effect: { kind: "lose-response" } },
  { action: "cancel", effect: { kind: "status", status: 500 } },
  { action: "cancel", effect: { kind: "fill-after-cancel" } },
  { action: "orders", effect: { kind: "status", status: 503 } },
  { action: "update", effect: { kind: "update-twice" } },
  { action: "update", effect: { kind: "update-later" } },
  { action: "update", effect: { kind: "update-never" } },
];

export type Setting = {
  readonly db: Database;
  readonly control: SimulatorControl;
  readonly context: Context;
  /** Takes the commands of users and the postbacks of brokers, and is killed meanwhile. */
  readonly web: WebProcess;
  /** Kills one worker process and starts another. */
  readonly killWorker: () => Promise<void>;
  /** Kills the database; absent where others use it, too. */
  readonly killDatabase?: (() => Promise<void>) | undefined;
};

export type Tally = {
  schedules: number;
  orders: number;
  units: number;
  /** Stops and targets that rested at a broker as one. */
  pairs: number;
  /** Orders that were given other terms there. */
  changes: number;
  kills: number;
  webKills: number;
  mishaps: number;
  databaseKills: number;
  expiries: number;
  clockJumps: number;
  /** Commands that the web process said it took, and those among them that no run was given. */
  commands: number;
  commandsLost: number;
  doubled: number;
  lost: number;
  strange: number;
  unexplained: number;
  booksApart: number;
};

export const nothingYet = (): Tally => ({
  schedules: 0,
  orders: 0,
  units: 0,
  pairs: 0,
  changes: 0,
  kills: 0,
  webKills: 0,
  mishaps: 0,
  databaseKills: 0,
  expiries: 0,
  clockJumps: 0,
  commands: 0,
  commandsLost: 0,
  doubled: 0,
  lost: 0,
  strange: 0,
  unexplained: 0,
  booksApart: 0,
});

/**
 * Plays schedules at once, each a run on an account of its own with mishaps drawn from its seed, while workers are killed; then ends
 * the runs and counts what is wrong from the simulators' journal.
 */
export async function playSchedules(setting: Setting, seeds: readonly number[], tally: Tally): Promise<void> {
  const { control, context, db, killWorker, killDatabase, web } = setting;
  const runs: BrokerRun[] = [];
  for (const seed of seeds) {
    const broker = brokers[seed % brokers.length] ?? "alpaca";
    // some have stops that move at the broker
    const document = busyDocument({ moves: Math.floor(seed / brokers.length) % 2 === 0 });
    runs.push(await startBrokerRun(context, control, { broker, document }));
  }
  const draws = seeds.map(seeded);
  const chance = draws[0] ?? (() => 0.5);
  const taken = new Map<string, number>();
  const ask = async (runId: string, command: "pause-entries" | "resume"): Promise<void> => {
    if (await web.command(context, { id: runId, command, flatten: false }))
      taken.set(runId, (taken.get(runId) ?? 0) + 1);
  };
  for (let turn = 0; turn < 5; turn += 1) {
    for (const [at, { desk }] of runs.entries()) {
      const draw = draws[at] ?? chance;
      if (draw() < 0.5) continue;
      const mishap = mishaps[Math.floor(draw() * mishaps.length)];
      if (mishap === undefined) continue;
      await control.addFault(desk.broker, mishap.action, mishap.effect);
      tally.mishaps += 1;
    }
    await sleep(300 + 500 * chance());
    // the web process is killed while it is asked
    const asked = runs.filter((_, at) => (draws[at] ?? chance)() < 0.3);
    const answers = asked.map(({ runId }) => ask(runId, "pause-entries").then(() => ask(runId, "resume")));
    if (chance() < 0.5) {
      await sleep(50 * chance());
      await web.killAndStart();
      tally.webKills += 1;
    }
    if (chance() < 0.6) {
      await killWorker();
      tally.kills += 1;
    }
    if (killDatabase !== undefined && chance() < 0.3) {
      await killDatabase();
      tally.databaseKills += 1;
    }
    if (chance() < 0.3) {
      await steady(() => jumpClock(db, (chance() - 0.5) * longestJump));
      tally.clockJumps += 1;
    }
    if (chance() < 0.3) {
      await control.expire("zerodha");
      await sleep(200 * chance());
      const desks = runs.map(({ desk }) => desk).filter(({ broker }) => broker === "zerodha");
      for (const desk of desks) await steady(() => logInAgain(context, desk));
      tally.expiries += 1;
    }
    if (chance() < 0.2) await control.disconnect(brokers[Math.floor(chance() * 2)] ?? "alpaca");
    await Promise.all(answers);
  }
  await control.clearFaults();
  for (const { runId } of runs) {
    await eventually(() => web.command(context, { id: runId, command: "stop", flatten: true }), {
      within: 60_000,
      every: 100,
      what: "the answer to a stop",
    });
    taken.set(runId, (taken.get(runId) ?? 0) + 1);
  }
  const ids = runs.map(({ runId }) => runId);
  const unfinished = () => db.run.findMany({ where: { id: { in: ids }, status: { not: "closed" } } });
  try {
    await eventually(
      async () => {
        const rows = await unfinished();
        const aside = rows.find((row) => row.isAside);
        if (aside !== undefined) throw new Error(`run ${aside.id} was set aside: ${aside.statusReason}`);
        return rows.length === 0;
      },
      { within: 120_000, every: 100, what: `the end of the schedules ${seeds.join(", ")}` },
    );
  } catch (error) {
    for (const row of await unfinished()) {
      const run = runs.find(({ runId }) => runId === row.id);
      if (run !== undefined) await describeWrong(db, control, run, { why: "it did not end", row });
    }
    throw error;
  }
  for (const [at, run] of runs.entries()) {
    const books = await compareBooks(db, control, run);
    const given = await db.runInbox.count({ where: { runId: run.runId, kind: "command" } });
    tally.commands += taken.get(run.runId) ?? 0;
    // one whose answer was lost may have been given as well
    tally.commandsLost += Math.max(0, (taken.get(run.runId) ?? 0) - given);
    tally.schedules += 1;
    tally.orders += books.placed;
    tally.units += books.traded;
    tally.pairs += books.pairs;
    tally.changes += books.changes;
    tally.doubled += books.doubled;
    tally.lost += books.lost.length;
    tally.strange += books.strange.length;
    tally.unexplained += books.open;
    const isEqual = books.net === 0 && books.bookedNet === 0 && books.bookedTraded === books.traded;
    const isApart = !isEqual || books.accountTraded !== books.traded;
    tally.booksApart += isApart ? 1 : 0;
    const isWrong = isApart || books.doubled + books.lost.length + books.strange.length + books.open > 0;
    if (isWrong) await describeWrong(db, control, run, { seed: seeds[at], ...books });
  }
  // accounts that nobody trades on any more are not looked after
  await db.brokerAccount.updateMany({
    where: { id: { in: runs.map(({ desk }) => desk.id) } },
    data: { unlinkedAt: new Date(), credentials: new Uint8Array(0), session: null, sessionUser: null },
  });
}

/** Writes down all that is known of a run whose books are not the broker's: the schedule can seldom be played again as it was. */
async function describeWrong(db: Database, control: SimulatorControl, run: BrokerRun, wrong: object): Promise<void> {
  const { desk, runId } = run;
  const journal = await control.journalOf(desk.simulatedId, desk.broker);
  const orders = await db.brokerOrder.findMany({
    where: { accountId: desk.id },
    orderBy: { createdAt: "asc" },
    include: { commands: true, events: { orderBy: { sequence: "asc" } } },
  });
  const fills = await db.fill.findMany({ where: { runId }, orderBy: { createdAt: "asc" } });
  const own = await db.order.findMany({ where: { runId }, orderBy: { orderNumber: "asc" } });
  const inbox = await db.runInbox.findMany({ where: { runId }, orderBy: { sequence: "desc" }, take: 20 });
  const account = await db.brokerAccount.findUniqueOrThrow({ where: { id: desk.id } });
  const leases = await db.shardLease.findMany();
  const state = { own, inbox, leases, lane: account.lane, review: account.review, session: account.sessionExpiresAt };
  const plain = (_key: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);
  process.stdout.write(
    `chaos wrong ${JSON.stringify({ broker: desk.broker, runId, ...wrong, ...state, orders, journal, fills }, plain)}\n`,
  );
}
