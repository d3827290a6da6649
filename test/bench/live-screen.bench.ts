// Time from the commit of a run's step to the moment at which a browser's event stream has it, through the real worker, PostgreSQL, the
// web process of its own and HTTP: npm run bench:live-screen -- [runs] [seconds] [streams]. Each stream follows all runs. What the page
// then draws is not part of it. Needs dist/migrate.js (npm run build).
import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { ensureFeed } from "@/server/db/repositories/feeds.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { busyDocument } from "../integration/support/broker-runs.ts";
import { reserveWebProcess } from "../integration/support/web-process.ts";
import { summary, withLiveBench } from "./live-bench.ts";

const [runCount = 20, seconds = 30, streamCount = 5] = process.argv.slice(2).map(Number);
const barMilliseconds = 1_000;
const settlingMilliseconds = 5_000;
const Step = z.object({ topic: z.string(), type: z.literal("step"), payload: z.object({ sequence: z.number() }) });
const keyOf = ({ topic, payload }: z.infer<typeof Step>): string => `${topic} ${payload.sequence}`;

/** Calls with each step as it comes over the stream. */
async function follow(address: URL, cookie: string, heard: (key: string) => void): Promise<void> {
  const { body } = await fetch(address, { headers: { cookie, accept: "text/event-stream" } });
  if (body === null) throw new Error("expected a stream of events");
  const text = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const lines = (rest + text.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: {")) continue;
      const step = Step.safeParse(JSON.parse(line.slice("data: ".length)));
      if (step.success) heard(keyOf(step.data));
    }
  }
}

const web = await reserveWebProcess();
try {
  await withLiveBench(async ({ url, db, context, startWorker }) => {
    const { session, user, team } = context;
    if (session === null || user === null || team === null) throw new Error("expected somebody to be logged in");
    const token = randomUUID();
    const expiresAt = new Date(Date.now() + 3_600_000);
    await db.session.create({
      data: { id: session.id, token, userId: user.id, activeOrganizationId: team.id, expiresAt },
    });
    const feed = { id: "synthetic", kind: "synthetic", seed: 42, timeframe: "1m", datasetId: null } as const;
    await ensureFeed(db, { ...feed, barMilliseconds, startedAt: new Date(), lastBarIndex: null });
    const { id: strategyId } = await createStrategy(context, { document: busyDocument() });
    const topics: string[] = [];
    for (let at = 0; at < runCount; at += 1) {
      const { runId } = await startRun(context, { strategyId, symbol: "SYN-A", capital: 50_000, account: null });
      topics.push(`run:${runId}`);
    }
    await web.start(url);
    const committed = new Map<string, number>();
    const delays: number[] = [];
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // a notification leaves the database when its transaction commits; it may reach this process after the stream's
    const early = new Map<string, number[]>();
    client.on("notification", ({ payload = "" }) => {
      const step = Step.safeParse(JSON.parse(payload));
      if (!step.success) return;
      committed.set(keyOf(step.data), Date.now());
      for (const at of early.get(keyOf(step.data)) ?? []) delays.push(at - Date.now());
    });
    await client.query("LISTEN quantloom");
    const address = new URL("/api/trpc/events.stream", web.address);
    address.searchParams.set("input", JSON.stringify({ topics }));
    const cookie = await web.cookie(context);
    for (let at = 0; at < streamCount; at += 1) {
      void follow(address, cookie, (key) => {
        const now = Date.now();
        const left = committed.get(key);
        if (left === undefined) early.set(key, [...(early.get(key) ?? []), now]);
        else delays.push(now - left);
      }).catch(() => undefined); // it ends with the web process
    }
    const worker = await startWorker({ roles: "live,feed" });
    await sleep(settlingMilliseconds);
    delays.length = 0;
    await sleep(seconds * 1_000);
    const loadAverage = loadavg()[0]?.toFixed(1);
    const figures = { runs: runCount, streams: streamCount, seconds, loadAverage, milliseconds: summary([...delays]) };
    await worker.stop();
    await client.end();
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  });
} finally {
  await web.close();
}
// the pools that starting runs has opened in this process would keep it
process.exit();
