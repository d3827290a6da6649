import type { z } from "zod";
import { productVersion } from "../config/product-version.ts";
import type { Route } from "./define-route.ts";
import { schemaOf } from "./openapi-document.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h2 { margin-top: 3rem; font-size: 1.15rem; }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; }
pre { overflow: auto; max-height: 24rem; padding: 1rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 8px; }
.method { display: inline-block; min-width: 3.5rem; font-weight: 700; }
.scope { opacity: 0.75; }
nav ul { padding-left: 1.2rem; }`;

/** Returns the reference of the public API as one page without scripts, made from the routes themselves. */
export function referencePage(routes: readonly Route[], origin: string): string {
  const links = routes.map(
    (route) => `<li><a href="#${route.id}"><code>${route.method} ${escapeHtml(route.path)}</code></a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quantloom API reference</title><style>${style}</style></head><body><main>
<h1>Quantloom API</h1>
<p>Version ${escapeHtml(productVersion)}. The machine-readable description is <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).
Make a key under Settings, API keys, and send it with each call:</p>
<pre>curl -H "Authorization: Bearer ql_..." ${escapeHtml(origin)}/api/v1${escapeHtml(routes[0]?.path ?? "")}</pre>
<p>Errors are <code>{ "error": { "code", "message", "detail"?, "requestId" } }</code> with a fitting HTTP status. Too many calls are answered
with 429 and <code>Retry-After</code>.</p>
<nav aria-label="Calls"><ul>${links.join("")}</ul></nav>
${routes.map(section).join("\n")}
</main></body></html>
`;
}

function section(route: Route): string {
  const fields = Object.keys(route.input.shape);
  const input = fields.length > 0 ? `<h3>Input</h3><pre>${schemaText(route.input, "input")}</pre>` : "";
  return `<section id="${route.id}" aria-labelledby="${route.id}-title">
<h2 id="${route.id}-title"><span class="method">${route.method}</span> <code>/api/v1${escapeHtml(route.path)}</code></h2>
<p>${escapeHtml(route.summary)} <span class="scope">Scope: <code>${escapeHtml(route.scope)}</code></span></p>
${input}<h3>Answer ${route.status}</h3><pre tabindex="0">${schemaText(route.output, "output")}</pre></section>`;
}

function schemaText(schema: z.ZodType, io: "input" | "output"): string {
  return escapeHtml(JSON.stringify(schemaOf(schema, io), null, 2));
}
