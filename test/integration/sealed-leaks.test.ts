import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { executePortfolioTest } from "@/server/features/portfolio/execute-test.ts";
import { findRoute } from "@/server/http/api-routes.ts";
import { serveApi } from "@/server/http/serve-api.ts";
import { handleRestRequest } from "@/server/rest/handle-request.ts";
import { routes } from "@/server/rest/routes.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { openPaperMarket } from "./support/paper-market.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { around, publishedStrategy } from "./support/published.ts";
import { procedureDoors, restDoors, type SealedIds } from "./support/sealed-doors.ts";

/** Node ids, a fixed value and the kinds of the sealed graph: none of them may ever come out. */
const canaries = [/zebra-/, /97\.3125/, /compare\.crossover/, /indicator\.sma/, /order\.enter/, /SMA\(/];
/** What a page of public words may say of any strategy: nothing is said here that a canary would match by chance. */
const title = "A sealed thing";

let platform: Platform;
let market: Awaited<ReturnType<typeof openPaperMarket>>;
let ids: SealedIds;
const readers = new Map<string, Member>();

/** The cross with names and values that appear nowhere else. */
function canaryDocument(): GraphDocument {
  const document = crossDocument(title);
  const named = (id: string) => `zebra-${id}`;
  return {
    ...document,
    nodes: document.nodes.map((node) => ({
      ...node,
      id: named(node.id),
      params: node.kind === "order.enter" ? { ...node.params, amount: 97.3125 } : node.params,
    })),
    edges: document.edges.map(({ from, to }) => ({
      from: { ...from, node: named(from.node) },
      to: { ...to, node: named(to.node) },
    })),
    ui: { ...document.ui, nodes: {}, notes: [] },
  };
}

beforeAll(async () => {
  platform = await openPlatform();
  const { db } = platform;
  market = await openPaperMarket(db);
  const author = await (await makeTeam(db, "Author")).member("owner");
  const team = await makeTeam(db, "Subscribers");
  readers.set("subscriber", await team.member("owner"));
  for (const role of ["viewer", "auditor"] as const) readers.set(`teammate, ${role}`, await team.member(role));
  readers.set("stranger", await (await makeTeam(db, "Strangers")).member("owner"));
  const words = { title, disclosure: "sealed" as const };
  const { listingId, strategyId, versionId } = await publishedStrategy(author.context, canaryDocument(), words);
  const version = await db.listingVersion.findFirstOrThrow({
    where: { listingId },
    include: { test: true, twins: true },
  });
  await executePortfolioTest(db, version.test?.id ?? "", around);
  const caller = as("subscriber");
  const { subscriptionId, runIds } = await caller.subscriptions.create({ listingId, capital: 100_000, mode: "paper" });
  const { id: basket } = await caller.baskets.create({ name: "Mine", description: "" });
  await caller.baskets.setMembers({ id: basket, members: [{ listingId, weight: 1 }] });
  const { testId } = await caller.baskets.test({ id: basket });
  await executePortfolioTest(db, testId, around);
  const [run = ""] = runIds;
  const hasFill = async () => (await db.fill.count({ where: { runId: run } })) > 1;
  expect(await market.go(600, hasFill), "the sealed strategy trades").toBe(true);
  ids = {
    listing: listingId,
    strategy: strategyId,
    version: versionId,
    listingVersion: version.id,
    subscription: subscriptionId,
    run,
    twin: version.twins[0]?.id ?? "",
    test: testId,
    basket,
  };
}, 180_000);
afterAll(() => platform.close());

function as(name: string) {
  const reader = readers.get(name);
  if (reader === undefined) throw new Error(`no reader ${name}`);
  return appRouter.createCaller(reader.request);
}

/** Calls a procedure and returns everything that came back, an error's detail too. */
async function answerOf(name: string, path: string, input: unknown): Promise<string> {
  const procedure: unknown = path
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], as(name));
  try {
    const answer = await (procedure as (input: unknown) => Promise<unknown>)(input);
    if (path !== "events.stream") return JSON.stringify(answer) ?? "";
    return await listen(answer as AsyncIterable<unknown>);
  } catch (error) {
    const { message, cause } = error as Error & { cause?: object };
    return JSON.stringify({ message, cause: { ...cause } });
  }
}

/** Returns what a stream says while two bars close. */
async function listen(stream: AsyncIterable<unknown>): Promise<string> {
  const events = stream[Symbol.asyncIterator]();
  const said: unknown[] = [];
  const first = events.next();
  await market.go(2);
  said.push(await Promise.race([first, new Promise((resolve) => setTimeout(resolve, 50))]));
  void events.return?.();
  return JSON.stringify(said);
}

function leaksIn(text: string): string[] {
  return canaries.filter((canary) => canary.test(text)).map(String);
}

describe("a sealed listing", () => {
  test("is in the author's own answers, or this test would look for nothing", async () => {
    const version = await platform.db.strategyVersion.findUniqueOrThrow({ where: { id: ids.version } });
    expect(leaksIn(JSON.stringify(version.document)).length).toBeGreaterThanOrEqual(5);
  });

  test("is tried at every procedure and at every path that hands something out", () => {
    expect(Object.keys(procedureDoors).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
    const reading = routes.filter(({ method }) => method === "GET").map(({ id }) => id);
    expect([...restDoors].sort()).toEqual(reading.sort());
  });

  test("shows a subscriber how far its run is from the backtest, and no order that only the backtest had", async () => {
    const { runs } = as("subscriber");
    const alike = await runs.drift({ id: ids.run });
    expect(alike).toMatchObject({ isSealed: true, correlation: 1, trackingDifference: 0, differences: [] });
    expect(alike.same).toBe(alike.twinOrders);
    await runs.command({ id: ids.run, command: "pause-entries", flatten: false });
    await market.go(120);
    const apart = await runs.drift({ id: ids.run });
    expect(apart.twinOrders).toBeGreaterThan(apart.runOrders);
    expect(apart.differences.filter((one) => one.run === null)).toEqual([]);
    expect(apart.trackingDifference).not.toBe(0);
    await runs.command({ id: ids.run, command: "resume", flatten: false });
  });

  test.each(["subscriber", "teammate, viewer", "teammate, auditor", "stranger"])(
    "lets nothing out to a %s through any procedure",
    { timeout: 120_000 },
    async (name) => {
      const found: string[] = [];
      let answers = 0;
      // what ends a subscription or a basket comes last
      const paths = Object.keys(procedureDoors).sort(
        (a, b) => Number(/stop|archive/.test(a)) - Number(/stop|archive/.test(b)),
      );
      for (const path of paths.filter((one) => name !== "subscriber" || !/stop|archive/.test(one))) {
        for (const input of procedureDoors[path]?.(ids) ?? []) {
          const text = await answerOf(name, path, input);
          answers += 1;
          for (const leak of leaksIn(text)) found.push(`${path} ${JSON.stringify(input)}: ${leak}`);
        }
      }
      expect(found).toEqual([]);
      expect(answers).toBeGreaterThan(200);
    },
  );

  test.each(["subscriber", "stranger"])("lets nothing out to a %s through the public API", async (name) => {
    const context = readers.get(name)?.request;
    if (context === undefined) throw new Error("no reader");
    const found: string[] = [];
    for (const { method, path } of routes.filter((route) => restDoors.has(route.id))) {
      for (const id of Object.values(ids)) {
        const at = path.replace("{id}", id);
        const request = new Request(`http://localhost/api/v1${at}`, { method });
        const text = await (await handleRestRequest(request, at, async () => context)).text();
        for (const leak of leaksIn(text)) found.push(`${path} ${id}: ${leak}`);
      }
    }
    expect(found).toEqual([]);
  });

  test("lets nothing out to somebody without an account who verifies its record", async () => {
    const paths = [`/api/records/${ids.listing}`, `/api/records/${ids.listing}/${ids.listingVersion}`];
    for (const id of Object.values(ids)) paths.push(`/api/records/${id}`, `/api/records/${ids.listing}/${id}`);
    const found: string[] = [];
    let opened = 0;
    for (const path of new Set(paths)) {
      const answer = await serveApi(new Request(`http://127.0.0.1:3000${path}`), findRoute(path)!);
      const text = await answer.text();
      if (answer.status === 200) opened += 1;
      else expect(answer.status, `${path}: ${text}`).toBe(404);
      for (const leak of leaksIn(text)) found.push(`${path}: ${leak}`);
    }
    expect(found).toEqual([]);
    expect(opened, "the two that are there").toBe(2);
  });

  test("leaves no trace in what is stored of a subscriber's run, its audit trail and its team's notices", async () => {
    const { db } = platform;
    const teamId = readers.get("subscriber")?.context.team.id ?? "";
    const where = { runId: ids.run };
    const stored = await Promise.all([
      db.order.findMany({ where }),
      db.decision.findMany({ where }),
      db.intent.findMany({ where }),
      db.mark.findMany({ where }),
      db.notification.findMany({ where: { teamId } }),
      db.auditEvent.findMany({ where: { teamId } }),
    ]);
    const text = JSON.stringify(stored, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    expect(leaksIn(text)).toEqual([]);
    expect(text.length).toBeGreaterThan(1_000);
  });
});
