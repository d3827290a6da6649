import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backtestCommand } from "@/server/cli/commands/backtest.ts";
import { type ExportFile, exportResult } from "@/server/features/backtests/export/export-result.ts";
import { readSeries } from "@/server/features/backtests/result-columns.ts";
import * as backtests from "@/server/features/backtests/service.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { findRoute } from "@/server/http/api-routes.ts";
import { serveApi } from "@/server/http/serve-api.ts";
import { deliverer } from "@/server/queue/deliver.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { crossDocument } from "./support/documents.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";
import { runHere } from "./support/run-here.ts";

let platform: Platform;
let trader: Member;

beforeAll(async () => {
  process.env["PDF_CHROMIUM"] = "none";
  platform = await openPlatform();
  trader = await (await makeTeam(platform.db)).member("trader");
});
afterAll(async () => {
  await deliverer().close();
  await platform.close();
});

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
