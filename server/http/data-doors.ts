import { datasetActionsResponse, datasetBarsResponse } from "../features/datasets/bars-response.ts";
import { uploadResponse } from "../features/imports/upload-response.ts";
import { refuseTooSoon } from "../ops/request-limit.ts";
import { withRequestId } from "../request-id.ts";
import type { RequestContext } from "../trpc/context.ts";
import { createContext } from "../trpc/create-context.ts";
import type { ApiRoute, Door } from "./api-route.ts";

/** Files in and bars out. A file of 2 GB streams to the disk: Next would keep it in memory, and cut it off after 10 MB. */
export const dataRoutes: readonly ApiRoute[] = [
  {
    path: "/api/imports",
    doors: {
      POST: (request) =>
        withRequestId(request.headers, async () => {
          const refusal = refuseTooSoon(request.headers);
          return refusal ?? uploadResponse(request, await createContext(request.headers));
        }),
    },
  },
  { path: "/api/datasets/{id}/bars", doors: { GET: forDataset(datasetBarsResponse) } },
  {
    path: "/api/datasets/{id}/actions",
    doors: { GET: forDataset((_request, ...who) => datasetActionsResponse(...who)) },
  },
];

function forDataset(answer: (request: Request, context: RequestContext, id: string) => Promise<Response>): Door {
  return (request, { id = "" }) =>
    withRequestId(request.headers, async () => answer(request, await createContext(request.headers), id));
}
