import { z } from "zod";
import { OVERVIEW_POINTS } from "@/graph-runtime/analytics/summary/sample-bars.ts";
import { findAppError } from "../errors/app-error.ts";
import { exportResponse } from "../features/backtests/export/export-response.ts";
import { type ExportFile, exportFiles } from "../features/backtests/export/export-result.ts";
import { historyColumns, priceColumns, seriesColumns, tradeColumns } from "../features/backtests/result-columns.ts";
import type { View } from "../features/backtests/stored/series-view.ts";
import { sweepColumns } from "../features/sweeps/service.ts";
import type { Context } from "../trpc/context.ts";
import type { ApiRoute, Fields } from "./api-route.ts";
import { permittedDoor } from "./permitted-door.ts";

const mostPoints = 20_000;
const Instant = z.coerce.number().min(-8.64e15).max(8.64e15);
const ViewQuery = z.object({
  from: Instant.default(-8.64e15),
  to: Instant.default(8.64e15),
  points: z.coerce.number().int().min(50).max(mostPoints).default(OVERVIEW_POINTS),
});
const Place = z.coerce.number().int().min(0).max(10_000).default(0);

const idOf = ({ id }: Fields): string => z.uuid().parse(id);
const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);
const viewOf = (request: Request): View => ViewQuery.parse(queryOf(request));

async function columns(body: Promise<Uint8Array<ArrayBuffer>>): Promise<Response> {
  const headers = { "content-type": "application/octet-stream", "cache-control": "private, no-store" };
  return new Response(await body, { headers });
}

/** A page asks for columns before it knows how the backtest stands; said so, nothing is an answer where there is no result yet. */
async function columnsIfReady(request: Request, body: Promise<Uint8Array<ArrayBuffer>>): Promise<Response> {
  try {
    return await columns(body);
  } catch (error) {
    const isEarly = "ifReady" in queryOf(request) && findAppError(error)?.code === "not-possible-now";
    if (isEarly) return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
    throw error;
  }
}

/** Sends a result as a file to keep. */
async function download(context: Context, fields: Fields): Promise<Response> {
  const file: ExportFile = z.enum(exportFiles).parse(fields["file"]);
  const id = idOf(fields);
  return exportResponse(context, id, file);
}

/** Results as typed columns (graph-runtime/core/column-bundle.ts): what a page draws does not travel as JSON. */
export const resultRoutes: readonly ApiRoute[] = [
  {
    path: "/api/backtests/{id}/series",
    doors: {
      GET: permittedDoor("backtest.read", (context, request, fields) =>
        columnsIfReady(request, seriesColumns(context, idOf(fields), viewOf(request))),
      ),
    },
  },
  {
    path: "/api/backtests/{id}/prices",
    doors: {
      GET: permittedDoor("backtest.read", (context, request, fields) => {
        const lane = Place.parse(queryOf(request)["lane"]);
        return columnsIfReady(request, priceColumns(context, idOf(fields), lane, viewOf(request)));
      }),
    },
  },
  {
    path: "/api/backtests/{id}/history",
    doors: {
      GET: permittedDoor("backtest.read", (context, request, fields) =>
        columns(historyColumns(context, idOf(fields), Place.parse(queryOf(request)["place"]))),
      ),
    },
  },
  {
    path: "/api/backtests/{id}/trades",
    doors: {
      GET: permittedDoor("backtest.read", (context, request, fields) =>
        columnsIfReady(request, tradeColumns(context, idOf(fields))),
      ),
    },
  },
  {
    path: "/api/backtests/{id}/export/{file}",
    doors: { GET: permittedDoor("backtest.read", (context, _request, fields) => download(context, fields)) },
  },
  {
    path: "/api/sweeps/{id}/results",
    doors: {
      GET: permittedDoor("backtest.read", (context, _request, fields) => columns(sweepColumns(context, idOf(fields)))),
    },
  },
];
