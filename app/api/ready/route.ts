import { database } from "@/server/db/client.ts";
import { checkReadiness } from "@/server/ops/readiness.ts";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export async function GET(): Promise<Response> {
  const readiness = await checkReadiness(database());
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 });
}
