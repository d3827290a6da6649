import { productVersion } from "@/server/config/product-version.ts";

export const dynamic = "force-dynamic";

/** The process is alive; nothing is said about what it depends on. */
export function GET(): Response {
  return Response.json({ status: "ok", version: productVersion });
}
