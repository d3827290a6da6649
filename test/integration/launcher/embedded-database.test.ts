import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startDatabase } from "../../../scripts/launcher/embedded-database.js";
import { fillDisk, removeDisk, smallDisk } from "../../setup/small-disk.ts";

type Database = Awaited<ReturnType<typeof startDatabase>>;

let dataFolder: string;
let running: Database[];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "quantloom-embedded-"));
  // PostgreSQL's own user must be able to enter, as it can in an ordinary project folder.
  chmodSync(dataFolder, 0o755);
  running = [];
});
afterEach(async () => {
  for (const database of running) await database.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function start(): Promise<Database> {
  const database = await startDatabase({ dataFolder, durable: false });
  running.push(database);
  return database;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test("keeps its data, its port and its password from one start to the next", async () => {
  const first = await start();
  await query(first.url, "create table kept as select 42 as answer");
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("listens on loopback only, in UTF-8, and lets nobody in without the password", async () => {
  const { url } = await start();
  const rows = await query(
    url,
    "select current_setting('listen_addresses') as hosts, current_setting('server_encoding') as encoding",
  );
  expect(rows).toEqual([{ hosts: "127.0.0.1", encoding: "UTF8" }]);
  const stranger = new URL(url);
  stranger.password = "guess";
  await expect(query(stranger.href, "select 1")).rejects.toThrow("password authentication failed");
  expect(statSync(join(dataFolder, "database-password")).mode & 0o777).toBe(0o600);
});

test("adopts a server whose launcher was killed", async () => {
  const first = await start();
  await query(first.url, "create table kept as select 42 as answer");
  const second = await start();
  expect(second).toMatchObject({ adopted: true, pid: first.pid, url: first.url });
  await second.stop();
  await expect(query(first.url, "select 1")).rejects.toThrow();
});

test("comes back with its data after the server itself was killed", async () => {
  const first = await start();
  await query(first.url, "create table kept as select 42 as answer");
  await query(first.url, "checkpoint");
  process.kill(first.pid as number, "SIGKILL");
  await first.exited;
  const second = await start();
  expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("takes another port when the kept one is taken meanwhile", async () => {
  const first = await start();
  await first.stop();
  const { createServer } = await import("node:net");
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(Number(new URL(first.url).port), "127.0.0.1", resolve));
  try {
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test("says what to do when the data folder is damaged", async () => {
  const { cluster, stop } = await start();
  await stop();
  rmSync(join(cluster, "global"), { recursive: true });
  await expect(start()).rejects.toMatchObject({
    message: `The database in ${cluster} does not start.`,
    whatToDo: expect.stringContaining(`mv ${cluster} ${cluster}.broken`),
    detail: expect.stringContaining("global"),
  });
});

test("says what to do when the data folder holds something else", async () => {
  const cluster = join(dataFolder, "postgres");
  mkdirSync(cluster);
  writeFileSync(join(cluster, "letter.txt"), "not a database");
  await expect(start()).rejects.toMatchObject({
    message: `The database folder ${cluster} is damaged: PG_VERSION is missing.`,
    whatToDo: expect.stringContaining("npm run restore"),
  });
  expect(readFileSync(join(cluster, "letter.txt"), "utf8")).toBe("not a database");
});

test("says what to do when the data was written by another PostgreSQL", async () => {
  const { cluster, stop } = await start();
  await stop();
  writeFileSync(join(cluster, "PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow(
    `The database folder ${cluster} was written by PostgreSQL 17, this release carries 18.`,
  );
});

test("says so when the kept password is not the cluster's", async () => {
  const { stop } = await start();
  await stop();
  writeFileSync(join(dataFolder, "database-password"), `${"0".repeat(64)}\n`);
  await expect(start()).rejects.toThrow("is not the one of the database beside it");
});

test("leaves nothing that looks like a cluster when its creation was interrupted", async () => {
  mkdirSync(join(dataFolder, "postgres.new"));
  writeFileSync(join(dataFolder, "postgres.new", "PG_VERSION"), "18\n");
  const { url } = await start();
  expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("keeps the cluster elsewhere when PostgreSQL's own user may not enter the data folder", async () => {
  chmodSync(dataFolder, 0o700);
  const { url, cluster } = await start();
  const isRoot = process.getuid?.() === 0;
  try {
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(cluster.startsWith(isRoot ? "/var/tmp/quantloom-data-" : dataFolder)).toBe(true);
    if (isRoot) expect(readFileSync(join(dataFolder, "postgres-is-in.txt"), "utf8").trim()).toBe(cluster);
  } finally {
    await running[0]?.stop();
    rmSync(cluster, { recursive: true, force: true });
  }
});

const disk = smallDisk(200);
const rows = "select n, repeat('x', 500) as padding from generate_series(1, 10000) n";

// Where no disk can be made there is nothing to fill up: the test is not there, and is no skip that somebody has to explain.
if (disk !== null) {
  test("a disk that is full refuses a write, is named at the next start, and nothing is lost once there is room", async () => {
    const onDisk = join(disk, "data");
    let filler = "";
    try {
      const first = await startDatabase({ dataFolder: onDisk });
      try {
        await query(first.url, `create table kept as ${rows}`);
        filler = fillDisk(disk);
        await expect(query(first.url, `insert into kept ${rows}`)).rejects.toMatchObject({ code: "53100" });
      } finally {
        await first.stop();
      }
      await expect(startDatabase({ dataFolder: onDisk })).rejects.toMatchObject({
        message: "The disk is full: the database cannot write.",
        whatToDo: "Free some space and start again.",
      });
      rmSync(filler);
      const second = await startDatabase({ dataFolder: onDisk });
      try {
        expect(await query(second.url, "select count(*)::int as count from kept")).toEqual([{ count: 10_000 }]);
      } finally {
        await second.stop();
      }
    } finally {
      removeDisk(disk);
    }
  });
}
