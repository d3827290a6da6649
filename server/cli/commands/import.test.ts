import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { datasetsCommand } from "./datasets.ts";
import { importCommand } from "./import.ts";

const id = "0199a000-0000-7000-8000-000000000001";
const layout = {
  kind: "csv",
  delimiter: ",",
  skipLines: 1,
  time: 0,
  clock: null,
  open: 1,
  high: 2,
  low: 3,
  close: 4,
  volume: null,
  timeFormat: "iso",
};
const inspection = {
  layout,
  columns: ["date"],
  preview: [["2024-01-02"]],
  unsure: [],
  timeframe: "1d",
  priceScale: 1,
  symbol: "ABC",
};
const plain = {
  id,
  fileName: "abc.csv",
  url: null,
  bytes: 3,
  progress: 0,
  rows: 0,
  settings: null,
  quality: null,
  error: null,
  datasetId: null,
  createdAt: "2024-01-01T00:00:00.000Z",
};

/** The public API as far as these commands use it; what it is told decides what it says next. */
let folder = "";
let server: Server;
let address = "";
let started: { settings: Record<string, unknown> } | null = null;
let asked: string[] = [];
let end: object = { status: "succeeded", datasetId: "d" };

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quantloom-cli-import-"));
  await writeFile(path.join(folder, "abc.csv"), "date,open,high,low,close\n2024-01-02,1,1,1,1\n");
  server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      asked.push(`${request.method} ${request.url}`);
      const say = (status: number, answer: object): void =>
        void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
      if (request.headers.authorization !== "Bearer secret")
        return say(401, { error: { message: "The API key is unknown." } });
      if (request.url?.startsWith("/api/imports?name=abc.csv") === true) return say(201, { id, body });
      if (request.url === `/api/v1/imports/${id}/start`) {
        started = JSON.parse(body) as { settings: Record<string, unknown> };
        return say(202, {});
      }
      if (request.url === `/api/v1/imports/${id}`)
        return say(200, { ...plain, inspection, status: "ready", ...(started === null ? {} : end) });
      return say(200, {});
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const run = (...more: string[]) => {
  started = null;
  asked = [];
  return importCommand.run([path.join(folder, "abc.csv"), "--server", address, "--key", "secret", ...more, "--json"]);
};

describe("import on the command line", () => {
  test("sends the file, settles what was found and what was said, and tells what came of it", async () => {
    end = { status: "succeeded", datasetId: "d" };
    const { output, ok } = await run(
      "--symbol",
      "XYZ",
      "--calendar",
      "india",
      "--skip-bad-rows",
      "--price-scale",
      "0.01",
    );
    expect(ok).toBe(true);
    expect(JSON.parse(output)).toMatchObject({ status: "succeeded", datasetId: "d" });
    expect(started?.settings).toMatchObject({
      symbol: "XYZ",
      calendar: "india",
      badRows: "leave-out",
      priceScale: 0.01,
      timeframe: "1d",
      layout,
    });
  });

  test("of a file that is kept out fails with the reason, and leaves nothing waiting", async () => {
    end = { status: "ready", error: { code: "invalid-input", message: "1 of 2 rows are bad" } };
    const { ok, messages } = await run();
    expect(ok).toBe(false);
    expect(messages[0]).toBe("1 of 2 rows are bad");
    expect(asked.at(-1)).toBe(`POST /api/v1/imports/${id}/cancel`);
  });

  test("says what is missing, what is wrong, and what the server refused", async () => {
    await expect(importCommand.run(["abc.csv"])).rejects.toThrow("--server");
    await expect(run("--calendar", "moon")).rejects.toThrow("calendar");
    await expect(
      importCommand.run([path.join(folder, "abc.csv"), "--server", address, "--key", "wrong"]),
    ).rejects.toThrow("The API key is unknown.");
    await expect(
      importCommand.run([path.join(folder, "none.csv"), "--server", address, "--key", "secret"]),
    ).rejects.toThrow("cannot read");
  });
});

test("datasets lists what comes with Quantloom without a server", async () => {
  const lines = JSON.parse((await datasetsCommand.run(["--json"])).output) as {
    id: string;
    bars: number;
    synthetic: boolean;
  }[];
  expect(lines).toHaveLength(46);
  expect(lines[0]).toMatchObject({ id: "sp500-daily", bars: 5_105, synthetic: false });
});
