import { openapiDocument } from "../rest/openapi-document.ts";
import { routes } from "../rest/routes.ts";

/** Returns the committed description of the public API (path -> text); `npm run generate` writes it, the tests compare it. */
export function openApiFiles(): Readonly<Record<string, string>> {
  const document = openapiDocument(routes, "http://127.0.0.1:3000");
  return { "docs/openapi.json": `${JSON.stringify(document, null, 2)}\n` };
}
