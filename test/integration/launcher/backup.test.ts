import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backupDatabase } from "../../../scripts/keeping/backup-database.js";
import { restoreDatabase } from "../../../scripts/keeping/restore-database.js";
import { keepSecret } from "../../../scripts/launcher/data-folder.js";
import { startDatabase } from "../../../scripts/launcher/embedded-database.js";

let folder: string;
let source: string;
let target: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quantloom-backup-"));
  chmodSync(folder, 0o755);
  source = join(folder, "source");
  target = join(folder, "target");
  file = join(folder, "backup.tar.gz");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Runs `work` on the database of a data folder, as the running product would. */
async function whileRunning<T>(dataFolder: string, work: (url: string) => Promise<T>): Promise<T> {
  const database = await startDatabase({ dataFolder });
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

test("what was backed up while rows were being written is restored elsewhere, whole and consistent", async () => {
  const secret = await whileRunning(source, async (url) => {
    await query(url, "create table ledger (id int primary key, amount int not null, padding text not null)");
    await query(url, "insert into ledger select n, 1, repeat('x', 500) from generate_series(1, 20000) n");
    const kept = keepSecret(join(source, "secret"));
    let isWriting = true;
    // Every transaction adds two rows that cancel each other: a torn copy would show in the sum.
    const writing = (async () => {
      for (let id = 100_000; isWriting; id += 2) {
        await query(url, `insert into ledger values (${id}, 5, repeat('y', 500)), (${id + 1}, -5, repeat('z', 500))`);
      }
    })();
    await backupDatabase({ dataFolder: source, file });
    isWriting = false;
    await writing;
    return kept;
  });

  const { tables } = await restoreDatabase({ dataFolder: target, file });
  expect(tables).toBe(1);
  expect(readFileSync(join(target, "secret"), "utf8").trim()).toBe(secret);
  const [row] = await whileRunning(target, (url) =>
    query(url, "select sum(amount)::int as sum, count(*)::int % 2 as odd from ledger"),
  );
  expect(row).toEqual({ sum: 20_000, odd: 0 });
});

test("a backup of a product that does not run starts and stops the database itself", async () => {
  await whileRunning(source, (url) => query(url, "create table kept as select 42 as answer"));
  const { archive, bytes } = await backupDatabase({ dataFolder: source, file });
  expect(existsSync(join(source, "postgres", "postmaster.pid"))).toBe(false);
  expect(bytes).toBeGreaterThan(100_000);
  expect(statSync(archive).mode & 0o777).toBe(0o600);
});

test("restoring puts the former database aside instead of deleting it", async () => {
  await whileRunning(source, (url) => query(url, "create table kept as select 'old' as state"));
  await backupDatabase({ dataFolder: source, file });
  await whileRunning(source, (url) => query(url, "update kept set state = 'new'"));
  const { putAside } = await restoreDatabase({ dataFolder: source, file });
  expect(putAside.some((path: string) => path.includes("postgres.before-restore-") && existsSync(path))).toBe(true);
  expect(await whileRunning(source, (url) => query(url, "select state from kept"))).toEqual([{ state: "old" }]);
});

test("a running database is not replaced", async () => {
  await whileRunning(source, async () => {
    await backupDatabase({ dataFolder: source, file });
    await expect(restoreDatabase({ dataFolder: source, file })).rejects.toThrow("is running");
  });
});

test("a file that is no backup leaves everything as it was", async () => {
  await whileRunning(source, (url) => query(url, "create table kept as select 42 as answer"));
  writeFileSync(file, "not an archive");
  await expect(restoreDatabase({ dataFolder: source, file })).rejects.toThrow("cannot be unpacked");
  expect(await whileRunning(source, (url) => query(url, "select answer from kept"))).toEqual([{ answer: 42 }]);
  expect(readdirSync(source).filter((name) => name.startsWith(".restore-"))).toEqual([]);
});
