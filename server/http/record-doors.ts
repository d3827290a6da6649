import { type Reader, readPublicRecord, readPublicRecords } from "../features/marketplace/public-records.ts";
import { refuseTooSoon } from "../ops/request-limit.ts";
import { withRequestId } from "../request-id.ts";
import { errorResponse } from "../rest/error-response.ts";
import { createContext } from "../trpc/create-context.ts";
import type { ApiRoute, Door, Fields } from "./api-route.ts";

/** Returns a door that anybody may open, signed in or not; errors are those of the REST API. */
function openDoor(read: (reader: Reader, fields: Fields) => Promise<object>, headers?: Record<string, string>): Door {
  return (request, fields) =>
    withRequestId(request.headers, async () => {
      const refusal = refuseTooSoon(request.headers);
      if (refusal) return refusal;
      const { caller, db, requestId } = await createContext(request.headers);
      try {
        const answer = await read({ db, caller }, fields);
        // by the region of whoever asks: nothing between may keep it for others
        return Response.json(answer, { headers: { "cache-control": "no-store", ...headers } });
      } catch (error) {
        return errorResponse(error, requestId);
      }
    });
}

const asFile = { "content-disposition": 'attachment; filename="record.json"' };

/** The records of the marketplace, for anybody to verify. */
export const recordRoutes: readonly ApiRoute[] = [
  {
    path: "/api/records/{listing}",
    doors: { GET: openDoor((reader, { listing = "" }) => readPublicRecords(reader, listing)) },
  },
  {
    path: "/api/records/{listing}/{version}",
    doors: {
      GET: openDoor(
        (reader, { listing = "", version = "" }) => readPublicRecord(reader, { id: listing, versionId: version }),
        asFile,
      ),
    },
  },
];
