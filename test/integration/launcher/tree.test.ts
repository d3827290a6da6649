import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findFreePort } from "../../../scripts/launcher/free-port.js";
import { isProcessAlive } from "../../../scripts/launcher/process-alive.js";
import { startProduct } from "../../../scripts/screenshots/start-product.js";
import { scriptBytes, shellPages } from "./first-load.ts";

const root = process.cwd();
/** Bytes; what a page of the shell may load before it works. */
const shellLimit = 200_000;
/** Pages whose work is larger: the canvas with its compiler, a result with its tables. They load charts and layout on demand too. */
const ownLimits: { readonly [route: string]: number } = { "/strategies/[id]": 500_000, "/backtests/[id]": 210_000 };
type Product = Awaited<ReturnType<typeof startProduct>>;
type Record = { readonly pid: number; readonly processes: { readonly [name: string]: number } };

let dataFolder: string;
let port: number;
let product: Product;

const start = () => startProduct({ root, port, dataFolder });
const launcherRecord = (): Record => JSON.parse(readFileSync(join(dataFolder, "launcher.json"), "utf8"));

async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await isTrue()); await delay(50)) {
    if (Date.now() > deadline) throw new Error(`Waited a minute for ${what}. The launcher said:\n${product.output()}`);
  }
}

async function status(path: string): Promise<number> {
  try {
    const response = await fetch(`${product.address}${path}`);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

async function requestDemo(): Promise<Response> {
  const response = await fetch(`${product.address}/api/demo/enter`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: product.address },
    body: JSON.stringify({ as: "demo" }),
  });
  await response.arrayBuffer();
  return response;
}

const enterDemo = async (): Promise<number> => (await requestDemo()).status;

const cookieOf = async (): Promise<string> =>
  (await requestDemo()).headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");

/** Asks the product's database how many connections it holds, each time that the given work calls. */
async function withConnectionCount<Result>(work: (count: () => Promise<number>) => Promise<Result>): Promise<Result> {
  const { port: databasePort } = JSON.parse(readFileSync(join(dataFolder, "database.json"), "utf8"));
  const password = readFileSync(join(dataFolder, "database-password"), "utf8").trim();
  const client = new pg.Client({
    connectionString: `postgresql://quantloom:${password}@127.0.0.1:${databasePort}/quantloom`,
  });
  await client.connect();
  try {
    return await work(async () => {
      const { rows } = await client.query(
        "select count(*)::int as count from pg_stat_activity where datname = 'quantloom' and pid <> pg_backend_pid()",
      );
      return rows[0].count;
    });
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "quantloom-tree-"));
  chmodSync(dataFolder, 0o755);
  port = await findFreePort();
  product = await start();
});
afterAll(async () => {
  await product?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe("a started product", () => {
  test("is ready, tells how to enter, and lets a visitor into the demo with one call", async () => {
    expect(product.output()).toContain(`Quantloom is ready: ${product.address}`);
    expect(product.output()).toContain("Enter the demo");
    expect(await status("/api/ready")).toBe(200);
    expect(await enterDemo()).toBe(200);
  });

  test("listens on loopback only", () => {
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    const listening = ["/proc/net/tcp", "/proc/net/tcp6"]
      .filter((file) => existsSync(file))
      .flatMap((file) => readFileSync(file, "utf8").split("\n"))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = "", , state]) => state === "0A" && local.endsWith(`:${hex}`))
      .map(([, local = ""]) => local.split(":")[0]);
    expect(listening).toEqual(["0100007F"]);
  });

  const limits = shellPages(root).map((page) => ({ ...page, limit: ownLimits[page.route] ?? shellLimit }));
  test.each(limits)("the first load of $route is under $limit bytes of compressed script", async ({ path, limit }) => {
    const cookie = await cookieOf();
    expect(await scriptBytes(`${product.address}${path}`, cookie)).toBeLessThan(limit);
  });

  test("holds few connections to its database while many ask at once", async () => {
    const headers = { cookie: await cookieOf() };
    const most = await withConnectionCount(async (count) => {
      let isUnderWay = true;
      const reads = Promise.all(
        Array.from({ length: 200 }, async () => {
          const answer = await fetch(`${product.address}/api/trpc/strategies.list`, { headers });
          expect(answer.status, await answer.text()).toBe(200);
        }),
      ).finally(() => {
        isUnderWay = false;
      });
      let seen = 0;
      while (isUnderWay) seen = Math.max(seen, await count());
      await reads;
      return seen;
    });
    expect(most).toBeGreaterThan(10);
    // a web process and a worker of every role, with up to 16 each: what .env.example tells operators
    expect(most).toBeLessThanOrEqual(32);
  });

  test("prints no password and no secret", () => {
    for (const name of ["database-password", "secret"]) {
      expect(product.output()).not.toContain(readFileSync(join(dataFolder, name), "utf8").trim());
    }
  });
});

describe("a killed process", () => {
  test.each(["simulators", "worker", "web server", "database"])(
    "the %s comes back, and the product serves again",
    async (name) => {
      const before = launcherRecord().processes[name]!;
      process.kill(before, "SIGKILL");
      await until(`the ${name} to be replaced`, () => {
        const now = launcherRecord().processes[name];
        return now !== undefined && now !== before && isProcessAlive(now);
      });
      await until("readiness", async () => (await status("/api/ready")) === 200);
      await until("the demo to open", async () => (await enterDemo()) === 200);
      expect(product.output()).toContain(`! The ${name} ended unexpectedly`);
      expect(product.output()).toContain(`✓ The ${name} is back`);
    },
  );

  test("the worker that lost its database goes on working", async () => {
    const { processes } = launcherRecord();
    expect(isProcessAlive(processes["worker"]!)).toBe(true);
    await withConnectionCount((count) => until("the worker to connect again", async () => (await count()) >= 2));
  });
});

describe("a second start", () => {
  test("on the same data folder is refused with the address of the first", async () => {
    await expect(startProduct({ root, port: await findFreePort(), dataFolder })).rejects.toThrow(
      `Quantloom is already running on ${dataFolder} at ${product.address}`,
    );
  });

  test("on a port that is in use says which to take", async () => {
    const other = createServer();
    const busy = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
    });
    const elsewhere = mkdtempSync(join(tmpdir(), "quantloom-second-"));
    try {
      await expect(startProduct({ root, port: busy, dataFolder: elsewhere })).rejects.toThrow(
        `Port ${busy} is in use by another program.\n  Choose another one: PORT=${busy + 1} npm start`,
      );
    } finally {
      await new Promise((resolve) => other.close(resolve));
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});

describe("the end", () => {
  test("a killed launcher takes the web server and the worker with it, and the next one adopts the database", async () => {
    const { pid, processes } = launcherRecord();
    process.kill(pid, "SIGKILL");
    await product.exit;
    await until("the web server to end", () => !isProcessAlive(processes["web server"]!));
    await until("the worker to end", () => !isProcessAlive(processes["worker"]!));
    product = await start();
    expect(launcherRecord().processes["database"]).toBe(processes["database"]);
    expect(await enterDemo()).toBe(200);
  });

  test("SIGTERM stops every process cleanly, and the next start keeps the data", async () => {
    const { processes } = launcherRecord();
    expect(await product.stop()).toBe(0);
    for (const [name, pid] of Object.entries(processes)) expect(isProcessAlive(pid), name).toBe(false);
    const started = performance.now();
    product = await start();
    // The target is 8 seconds on an idle machine; the limit here only catches a start that does the first one's work again.
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(await enterDemo()).toBe(200);
  });

  test("a setting that the server refuses stops the tree with every problem listed", async () => {
    await product.stop();
    const broken = startProduct({
      root,
      port,
      dataFolder,
      environment: { API_RATE_LIMIT: "fast", SMTP_URL: "mail.test" },
    });
    await expect(broken).rejects.toThrow(
      /✗ The (?=[\s\S]*API_RATE_LIMIT: Invalid input)(?=[\s\S]*SMTP_URL: expected an address)/,
    );
    const database = launcherRecord().processes?.["database"];
    expect(database === undefined || !isProcessAlive(database)).toBe(true);
    product = await start();
  });
});
