import { auth } from "../../auth/auth.ts";
import { demoAccounts } from "../../auth/demo-plugin.ts";
import { publicOrigins } from "../../auth/public-origins.ts";
import { env } from "../../env.ts";

/** Signs in as one of the demo accounts: the body says { as: "demo" | "second" }. There is no such door without the demo. */
export async function enterDemo(request: Request): Promise<Response> {
  if (!env().QUANTLOOM_DEMO)
    return Response.json({ error: { code: "not-found", message: "Not found." } }, { status: 404 });
  const body: unknown = await request.json().catch(() => null);
  const as = typeof body === "object" && body !== null && "as" in body ? body.as : undefined;
  if (typeof as !== "string" || !Object.hasOwn(demoAccounts, as)) {
    const message = `expected { "as": "demo" } or { "as": "second" }`;
    return Response.json({ error: { code: "invalid-input", message } }, { status: 400 });
  }
  // better-auth's own handler does the rest: its demo plugin, its cookies, its origin check and its limits.
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  headers.set("content-type", "application/json");
  const url = new URL("/api/auth/demo/enter", publicOrigins(env())[0]);
  return auth().handler(new Request(url, { method: "POST", headers, body: JSON.stringify({ as }) }));
}
