import { drawGraph } from "@/app/picture/draw-graph.ts";
import type { PictureTheme } from "@/app/picture/picture-palette.ts";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import { database } from "@/server/db/client.ts";
import { ShareAccess } from "@/server/features/shares/dto.ts";
import { gone, readShare } from "@/server/features/shares/service.ts";
import { SharedStrategy } from "@/server/features/shares/shared-dto.ts";
import { storedVersionDocument } from "@/server/features/strategies/service.ts";

// A link may be revoked at any time, and is nobody's to find.
const headers = { "cache-control": "no-store", "x-robots-tag": "noindex, nofollow", "referrer-policy": "no-referrer" };

async function read(token: string) {
  const shared = await readShare(database(), token);
  return shared === null ? null : { shared, document: storedVersionDocument(shared.document, shared.name) };
}

export async function sharedResponse(token: string): Promise<Response> {
  const found = await read(token);
  if (found === null) return Response.json({ error: { code: "not-found", message: gone } }, { status: 404, headers });
  const { shared, document } = found;
  const { width, height } = drawGraph(document, "light");
  const body: SharedStrategy = {
    name: shared.name,
    description: document.description ?? null,
    team: shared.teamName,
    versionNumber: shared.versionNumber,
    savedAt: shared.createdAt.toISOString(),
    access: ShareAccess.parse(shared.access),
    timeframe: document.settings.timeframe,
    universe: [...document.universe],
    nodes: document.nodes.length,
    rules: explain(document).map((rule) => rule.text),
    knobs: document.parameters.map(({ key, label, default: value }) => ({ label: label ?? key, value })),
    picture: { width, height },
  };
  return Response.json(SharedStrategy.parse(body), { headers });
}

export async function sharedPictureResponse(token: string, theme: PictureTheme): Promise<Response> {
  const found = await read(token);
  if (found === null) return new Response(gone, { status: 404, headers });
  const { svg } = drawGraph(found.document, theme);
  return new Response(svg, { headers: { ...headers, "content-type": "image/svg+xml; charset=utf-8" } });
}
