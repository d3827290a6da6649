import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backtestCommand } from "@/server/cli/commands/backtest.ts";
import { markCommand } from "@/server/cli/commands/mark.ts";
import { type ExportFile, exportResult } from "@/server/features/backtests/export/export-result.ts";
import { readSeries } from "@/server/features/backtests/result-columns.ts";
import * as backtests from "@/server/features/backtests/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { findRoute } from "@/server/http/api-routes.ts";
import { serveApi } from "@/server/http/serve-api.ts";
import { createWebServer } from "@/server/http/web-server.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { runHere, sweepHere } from "./support/run-here.ts";

let platform: Platform;
let trader: Member;
let makeTeamMember: (role: "admin") => Promise<Member["request"]>;

beforeAll(async () => {
  process.env["PDF_CHROMIUM"] = "none";
  platform = await openPlatform();
  const team = await makeTeam(platform.db);
  trader = await team.member("trader");
  makeTeamMember = async (role) => (await team.member(role)).request;
});
afterAll(() => platform.close());

async function ask(name: string, parameters: Record<string, number> = {}) {
  const { id } = await createStrategy(trader.context, { document: crossDocument(name) });
  const request = { strategyId: id, revision: 1, datasetId: "sp500-daily", parameters };
  return { request, ...(await backtests.runBacktestOf(trader.context, request)) };
}

async function ended(id: string) {
  await runHere(platform.db, id);
  return backtests.getBacktest(trader.context, id);
}

/** Opens a link as anybody would who has it: without a session. */
function openLink(token: string): Promise<Response> {
  const path = `/shared/results/${token}`;
  return serveApi(new Request(`http://127.0.0.1:3000${path}`), findRoute(path)!);
}

describe("a result", () => {
  test("is exported as a page, as tables and as JSON, all of the same run", async () => {
    const { backtestId } = await ask("exported");
    await ended(backtestId);
    const of = async (file: ExportFile) => String((await exportResult(trader.context, backtestId, file)).body);
    const backtest = await backtests.getBacktest(trader.context, backtestId);
    expect(await of("report.html")).toContain(backtest.fingerprint);
    const { equity, time } = await readSeries(trader.context, backtestId);
    const lines = (await of("equity.csv")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(time.length + 1);
    expect(lines.at(-1)?.split(",").slice(0, 2)).toEqual([new Date(time.at(-1)!).toISOString(), String(equity.at(-1))]);
    const everything = JSON.parse(await of("result.json"));
    expect(everything.series.equity).toEqual([...equity]);
    const fills = (await of("fills.csv")).trimEnd().split("\r\n");
    expect(fills).toHaveLength(everything.fills.length + 1);
    expect((await of("orders.csv")).trimEnd().split("\r\n")).toHaveLength(everything.orders.length + 1);
    // no Chromium here (PDF_CHROMIUM=none): not offered, and refused with what to do
    expect(await appRouter.createCaller(trader.request).backtests.exports()).not.toContain("report.pdf");
    await expect(of("report.pdf")).rejects.toThrow("Take the HTML report");
  });

  test("is refused on bars that are longer than the strategy's, and says what to choose", async () => {
    const { settings, ...rest } = crossDocument("hours on days");
    const document = { ...rest, settings: { ...settings, timeframe: "1h" as const } };
    const { id } = await createStrategy(trader.context, { document });
    const asked = backtests.runBacktestOf(trader.context, {
      strategyId: id,
      revision: 1,
      datasetId: "sp500-daily",
      parameters: {},
    });
    await expect(asked).rejects.toMatchObject({
      code: "data-missing",
      message:
        "This strategy runs on 1h bars, and this history has 1d bars: shorter bars cannot be made of longer ones. Choose a history of 1h bars or shorter, or set the strategy's timeframe to 1d.",
    });
    expect(await backtests.listTeamBacktests(trader.context, { strategyId: id })).toEqual([]);
    const file = join(await mkdtemp(join(tmpdir(), "quantloom-hours-")), "graph.json");
    await writeFile(file, JSON.stringify(document));
    await expect(backtestCommand.run([file, "--data", "sp500-daily", "--json"])).rejects.toThrow("1h bars or shorter");
  });

  test("is shown by a link: the one result, until it is revoked, over or archived, and to nobody else", async () => {
    const { backtestId, request } = await ask("Shown by a link", { fast: 8 });
    const waiting = await ask("not ready");
    const caller = appRouter.createCaller(trader.request);
    const links = { id: backtestId, withTrades: true, expiresInDays: 7 };
    await expect(caller.backtests.share({ ...links, id: waiting.backtestId })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
    const { fingerprint, semanticHash } = await ended(backtestId);
    await caller.backtests.mark({ id: backtestId, note: "a note of ours" });
    const made = await caller.backtests.share(links);
    const bare = await caller.backtests.share({ ...links, withTrades: false, expiresInDays: null });
    const row = await platform.db.resultLink.findUniqueOrThrow({ where: { id: made.id } });
    expect(JSON.stringify(row)).not.toContain(made.token);
    expect(JSON.stringify(await caller.backtests.links({ id: backtestId }))).not.toContain(made.token);

    const page = await openLink(made.token);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    const shown = await page.text();
    expect(shown).toContain(fingerprint);
    expect(shown).toContain("<h2>Trades</h2>");
    // what the strategy is made of, what the team wrote on it, and any id by which more could be asked for
    const document = crossDocument("Shown by a link");
    const { reason } = JSON.parse(String((await exportResult(trader.context, backtestId, "result.json")).body))
      .fills[0];
    for (const inside of [
      semanticHash,
      reason,
      "a note of ours",
      backtestId,
      request.strategyId,
      trader.context.team.id,
    ])
      expect(shown).not.toContain(inside);
    for (const { id } of document.nodes) expect(shown).not.toContain(`"${id}"`);
    expect(shown).not.toMatch(/fast|href=|src=|<script/);
    expect(await (await openLink(bare.token)).text()).not.toContain("<h2>Trades</h2>");

    for (const wrong of ["x", "a".repeat(43), backtestId, made.id]) expect((await openLink(wrong)).status).toBe(404);
    await caller.backtests.unshare({ linkId: bare.id });
    expect((await openLink(bare.token)).status).toBe(404);
    await expect(caller.backtests.unshare({ linkId: bare.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await openLink(made.token)).status).toBe(200);
    const over = { where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1_000) } };
    await platform.db.resultLink.update(over);
    const gone = await openLink(made.token);
    expect([gone.status, await gone.text()]).toEqual([404, await (await openLink("x")).text()]);
    expect(await caller.backtests.links({ id: backtestId })).toMatchObject([{ id: made.id, isExpired: true }]);
    const last = await caller.backtests.share({ ...links, expiresInDays: null });
    await caller.strategies.archive({ id: request.strategyId });
    expect((await openLink(last.token)).status).toBe(404);
  });
});

describe("the REST interface, over HTTP", () => {
  let server: Server;
  let address: string;
  let key: string;

  beforeAll(async () => {
    server = createWebServer(async (_incoming, outgoing) => {
      outgoing.writeHead(404).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const admin = await makeTeamMember("admin");
    key = (await appRouter.createCaller(admin).apiKeys.create({ name: "work", scopes: ["backtests:run"] })).key;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const send = (path: string, body?: object) =>
    fetch(`${address}/api/v1${path}`, {
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  const call = async (path: string, body?: object) => {
    const answer = await send(path, body);
    return { status: answer.status, body: await answer.json() };
  };

  test("marks, cancels, sweeps, queues, compares and exports", async () => {
    const one = await ask("over HTTP");
    const { settings, ...rest } = crossDocument("over HTTP");
    const nodes = rest.nodes.map((node) => (node.id === "fast" ? { ...node, params: { length: 7 } } : node));
    const { id: changed } = await createStrategy(trader.context, { document: { ...rest, settings, nodes } });
    const asked = { strategyId: changed, revision: 1, datasetId: "sp500-daily" };
    const two = await call("/backtests", asked);
    expect(two.status).toBe(202);
    const ids = [one.backtestId, two.body.backtestId as string];
    expect((await call(`/comparison?ids=${ids.join(",")}`)).body.error.message).toContain("no results to compare");
    const statusOf = async (part: string) => {
      const path = `${address}/api/backtests/${ids[0]}/${part}`;
      return (await fetch(path, { headers: { authorization: `Bearer ${key}` } })).status;
    };
    // What a page asks for before it knows how the backtest stands is no error; what anybody else asks for is.
    expect([await statusOf("trades"), await statusOf("trades?ifReady=1")]).toEqual([412, 204]);
    const [first, second] = [await ended(ids[0]!), await ended(ids[1]!)];
    expect([await statusOf("trades"), await statusOf("series?points=6000&ifReady=1")]).toEqual([200, 200]);

    const marks = { note: "looked at", tags: ["trend"] };
    expect(await call(`/backtests/${ids[0]}/mark`, marks)).toEqual({ status: 200, body: {} });
    expect((await call(`/backtests/${ids[0]}`)).body).toMatchObject(marks);

    expect((await call(`/backtests/${ids[0]}/parts`)).body).toBeNull();
    const border = "2015-01-02T00:00:00.000Z";
    await call(`/backtests/${ids[0]}/mark`, { outOfSampleFrom: border });
    const { body: parts } = await call(`/backtests/${ids[0]}/parts`);
    const tradesOf = (figures: Record<string, number>) => figures["trade-count"] ?? Number.NaN;
    const allTrades = first.statistics!.find(({ id }) => id === "trade-count")!.value;
    expect(parts.from).toBe(border);
    expect(tradesOf(parts.inSample) + tradesOf(parts.outOfSample)).toBe(allTrades);
    expect(Math.min(tradesOf(parts.inSample), tradesOf(parts.outOfSample))).toBeGreaterThan(0);

    const { status, body: compared } = await call(`/comparison?ids=${ids.join(",")}`);
    expect(status).toBe(200);
    expect(compared.runs.map((run: { fingerprint: string }) => run.fingerprint)).toEqual([
      first.fingerprint,
      second.fingerprint,
    ]);
    const net = compared.statistics.find((row: { id: string }) => row.id === "net-profit");
    const netOf = (run: typeof first) => run.statistics!.find(({ id }) => id === "net-profit")!.value;
    expect(net).toMatchObject({ values: [netOf(first), netOf(second)], differs: true });
    const none = { addedNodes: [], removedNodes: [], changedNodes: [], addedEdges: [], removedEdges: [] };
    expect(compared.graphs).toEqual([none, { ...none, changedNodes: ["fast"] }]);
    for (const wrong of [ids[0], [...ids, ...ids, ...ids].join(","), `${ids[0]},x`])
      expect((await call(`/comparison?ids=${wrong}`)).status).toBe(400);

    const report = await send(`/backtests/${ids[0]}/exports/report.html`);
    expect(report.headers.get("content-disposition")).toContain("report.html");
    expect(await report.text()).toContain(first.fingerprint);
    const curve = await send(`/backtests/${ids[0]}/exports/equity.csv`);
    expect([curve.headers.get("content-type"), (await curve.text()).split("\r\n")[0]]).toEqual([
      "text/csv; charset=utf-8",
      "time,equity,drawdown,exposure,benchmark",
    ]);
    expect((await send(`/backtests/${ids[0]}/exports/report.pdf`)).status).toBe(412);
    expect((await send(`/backtests/${ids[0]}/exports/secrets.txt`)).status).toBe(400);
    const noKey = await fetch(`${address}/api/v1/backtests/${ids[0]}/exports/equity.csv`);
    expect(noKey.status).toBe(401);

    const plan = { knobs: [{ key: "fast", from: 5, to: 7, step: 1 }] };
    const [source, revision] = [one.request.strategyId, 1];
    const sweep = { strategyId: source, revision, datasetId: "sp500-daily", plan };
    const begun = await call("/sweeps", sweep);
    expect(begun).toMatchObject({ status: 202, body: { points: 3 } });
    const { sweepId } = begun.body;
    const { jobs } = (await call("/queue")).body;
    const queued = jobs.filter((job: { name: string }) => job.name === "sweep.run");
    expect(queued).toMatchObject([{ key: sweepId, label: "over HTTP v1", status: "queued", position: 1 }]);
    await sweepHere(platform.db, sweepId);
    const done = (await call(`/sweeps/${sweepId}`)).body;
    expect(done).toMatchObject({ status: "succeeded", done: 3, points: 3 });
    expect((await call(`/sweeps?strategyId=${source}`)).body).toMatchObject([{ id: sweepId }]);
    const opened = await call(`/sweeps/${sweepId}/open`, { point: done.best.point });
    expect(opened.status).toBe(202);
    const of = await call(`/backtests/${opened.body.backtestId}/cancel`, {});
    expect(of.status).toBe(200);
    expect((await call(`/backtests/${opened.body.backtestId}`)).body).toMatchObject({ status: "cancelled" });
    const other = await call("/sweeps", { ...sweep, plan: { knobs: [{ key: "slow", from: 50, to: 60, step: 1 }] } });
    expect((await call(`/sweeps/${other.body.sweepId}/cancel`, {})).status).toBe(200);
    expect((await call(`/sweeps/${other.body.sweepId}`)).body).toMatchObject({ status: "cancelled" });
    const endless = { knobs: [{ key: "fast", from: 2, to: 1_000_000_001, step: 1 }] };
    const refused = await call("/sweeps", { ...sweep, plan: endless });
    const message = "The knob fast goes from 2 to 200; the range asks for 2 to 1000000001.";
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "invalid-input", message } } });

    // the command line writes notes and tags by the same path
    const told = await markCommand.run([ids[1]!, "--server", address, "--key", key, "--note", "again", "--tag", "b"]);
    expect(told.ok).toBe(true);
    expect((await call(`/backtests/${ids[1]}`)).body).toMatchObject({ note: "again", tags: ["b"] });
    await expect(markCommand.run([ids[1]!, "--server", address, "--key", key])).rejects.toThrow("--note, --tag");
  });
});
