import { expect, test } from "vitest";
import { createLog } from "./log.ts";
import { withRequestId } from "./request-id.ts";

function capture() {
  const lines: string[] = [];
  return { lines, log: createLog("info", { write: (line) => void lines.push(line) }) };
}

test("every line that a request leads to carries its id, and so does its answer", async () => {
  const { lines, log } = capture();
  const answer = await withRequestId(new Headers({ "x-request-id": "my-request-1" }), async () => {
    await Promise.resolve();
    log.info("within");
    return Response.json({ refused: true }, { status: 429 });
  });
  log.info("outside");
  expect([answer.status, answer.headers.get("x-request-id")]).toEqual([429, "my-request-1"]);
  expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(["my-request-1", undefined]);
});

test("an id that could forge a log line is not taken over", async () => {
  const answer = await withRequestId(new Headers({ "x-request-id": "a b" }), () => new Response());
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("two requests at once keep their ids apart", async () => {
  const { lines, log } = capture();
  const serve = (id: string, milliseconds: number) =>
    withRequestId(new Headers({ "x-request-id": id }), async () => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      log.info(id);
      return new Response();
    });
  await Promise.all([serve("request-a", 10), serve("request-b", 1)]);
  for (const line of lines) expect(JSON.parse(line).requestId).toBe(JSON.parse(line).msg);
});

test("secrets are cut out by name", () => {
  const { lines, log } = capture();
  log.info({ password: "hunter2", headers: { authorization: "Bearer ql_x", cookie: "a=b" } }, "seen");
  expect(lines.join()).not.toMatch(/hunter2|ql_x|a=b/);
});
