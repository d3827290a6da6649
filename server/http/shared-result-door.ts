import { database } from "../db/client.ts";
import { readResultLink } from "../features/backtests/sharing/result-links.ts";
import { refuseTooSoon } from "../ops/request-limit.ts";
import { currentRequestId, withRequestId } from "../request-id.ts";
import { errorResponse } from "../rest/error-response.ts";
import type { Fields } from "./api-route.ts";

// A link may be revoked at any time, and is nobody's to find. The page holds no script and loads nothing.
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
};

/** The report of a result for whoever has its link. */
export function sharedResultDoor(request: Request, { token = "" }: Fields): Promise<Response> {
  return withRequestId(request.headers, async () => {
    const refusal = refuseTooSoon(request.headers);
    if (refusal) return refusal;
    try {
      const page = await readResultLink(database(), token);
      return page === null ? new Response(gonePage, { status: 404, headers }) : new Response(page, { headers });
    } catch (error) {
      return errorResponse(error, currentRequestId() ?? "");
    }
  });
}

const gonePage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>This link does not work</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 20px}</style></head>
<body><main><h1>This link does not work</h1><p>It may be mistyped, expired or revoked. Ask for a new one.</p></main></body></html>`;
