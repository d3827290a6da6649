import { expect, test } from "vitest";
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

test("a date leaves as an ISO text", () => {
  const answer = document.paths["/backtests/{id}"]?.["get"]?.responses["200"]?.content["application/json"]?.schema;
  expect(JSON.stringify(answer?.["properties"])).toContain('"format":"date-time"');
});
