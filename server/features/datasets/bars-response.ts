import { Timeframe } from "@/graph-runtime/market/timeframe.ts";
import { makeLane } from "@/graph-runtime/sim/make-lane.ts";
import { encodeBarColumns } from "../../data/bar-columns-binary.ts";
import { loadTeamDataset } from "../../data/team-datasets.ts";
import { thinBars } from "../../data/thin-bars.ts";
import { errorCodes } from "../../errors/codes.ts";
import type { RequestContext } from "../../trpc/context.ts";

type Asker = Pick<RequestContext, "caller" | "db">;

/**
 * Answers with the bars of a history in their binary form; `?timeframe=1h` makes longer ones of them, as a backtest does, and
 * `?most=n` asks for no more than n, each of several neighbours. The snapshot id is the entity tag, so that a browser which has the
 * bars is told so in a few bytes.
 */
export async function datasetBarsResponse(request: Request, { caller, db }: Asker, id: string): Promise<Response> {
  if (caller === null) return refusal(401, "not-signed-in");
  if (!caller.permissions.has("dataset.read")) return refusal(403, "forbidden");
  const dataset = await loadTeamDataset(db, caller.team.id, id);
  if (dataset === null) return refusal(404, "not-found");
  const asked = new URL(request.url).searchParams;
  const most = Number(asked.get("most") ?? Number.POSITIVE_INFINITY);
  const timeframe = Timeframe.nullable().catch(null).parse(asked.get("timeframe"));
  const whole = timeframe === null ? dataset : makeLane(dataset, dataset.timeframe, timeframe);
  const bars = thinBars(whole.bars, Number.isInteger(most) ? Math.max(100, most) : Number.POSITIVE_INFINITY);
  const isWhole = bars.time.length === dataset.bars.time.length;
  const etag = `"${dataset.snapshotId}${isWhole ? "" : `-${timeframe ?? ""}${bars.time.length}`}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(encodeBarColumns(bars), {
    headers: { ...headers, "content-type": "application/octet-stream" },
  });
}

/** Answers with the splits and dividends of a history as JSON: what a browser needs beside the bars to compute as the server does. */
export async function datasetActionsResponse({ caller, db }: Asker, id: string): Promise<Response> {
  if (caller === null) return refusal(401, "not-signed-in");
  if (!caller.permissions.has("dataset.read")) return refusal(403, "forbidden");
  const dataset = await loadTeamDataset(db, caller.team.id, id);
  if (dataset === null) return refusal(404, "not-found");
  return Response.json(dataset.actions ?? [], { headers: { "cache-control": "private, no-cache" } });
}

function refusal(status: number, code: "not-signed-in" | "forbidden" | "not-found"): Response {
  return Response.json({ code, message: errorCodes[code].text }, { status });
}
