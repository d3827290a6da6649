import { z } from "zod";
import { apiKeyScopes } from "../auth/api-key-scopes.ts";
import { productVersion } from "../config/product-version.ts";
import type { Route } from "./define-route.ts";

type Json = { readonly [key: string]: unknown };

const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), detail: z.json().optional(), requestId: z.string() }),
});

/** Returns the OpenAPI 3.1 document of the routes, its schemas made from the very ones that read and write the data. */
export function openapiDocument(routes: readonly Route[], origin: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Quantloom API",
      version: productVersion,
      description: "Send an API key from Settings as a bearer token. A key speaks for the team in which it was made.",
    },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: `Scopes: ${Object.keys(apiKeyScopes).join(", ")}.` },
      },
      schemas: { Error: schemaOf(ErrorBody, "output") },
    },
  };
}

function operation(route: Route): Json {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? "");
  const { properties = {}, required = [], ...rest } = schemaOf(route.input, "input") as InputSchema;
  const others = Object.keys(properties).filter((name) => !inPath.includes(name));
  const isBody = route.method === "POST";
  const parameters = [
    ...inPath.map((name) => ({ name, in: "path", required: true, schema: properties[name] ?? {} })),
    ...(isBody ? [] : others).map((name) => ({
      name,
      in: "query",
      required: required.includes(name),
      schema: properties[name] ?? {},
    })),
  ];
  const body = {
    ...rest,
    properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
    required: required.filter((name) => others.includes(name)),
  };
  return {
    operationId: route.id,
    summary: route.summary,
    description: `Needs the scope \`${route.scope}\`.`,
    parameters,
    ...(isBody && { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: {
      [route.status]: {
        description: route.summary,
        content: contentOf(route),
      },
      default: {
        description: "Why it was refused.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function contentOf({ output, files }: Route): Json {
  const schema = schemaOf(output, "output");
  return Object.fromEntries((files?.mediaTypes ?? ["application/json"]).map((type) => [type, { schema }]));
}

type InputSchema = { properties?: Record<string, Json>; required?: string[]; [key: string]: unknown };

/** Returns the JSON Schema (2020-12, the dialect of OpenAPI 3.1) of what goes in or comes out. */
export function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io,
    // A date leaves as an ISO text; what only code can check (z.custom) is any value.
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return json;
}
