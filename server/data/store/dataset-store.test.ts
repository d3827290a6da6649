import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BAR_FIELDS, type BarColumns, sliceBars } from "@/graph-runtime/market/bars.ts";
import { snapshotId } from "../snapshot-id.ts";
import { syntheticDailyHistory } from "../synthetic-history.ts";
import { readColumnFile, writeColumnFile } from "./column-file.ts";
import { createDatasetStore } from "./dataset-store.ts";
import { folderStore } from "./folder-store.ts";
import type { ObjectStore } from "./object-store.ts";
import { s3Store } from "./s3-store.ts";

// two years and a bit: files are flushed to the disk one by one
const bars = sliceBars(syntheticDailyHistory("SYN-A"), 0, 800);
const place = { source: "upload", symbol: "SYN A/ß", timeframe: "1d" };
let folder = "";
let endpoint = "";
let server: S3rver;
const stores: { folder: ObjectStore | null; s3: ObjectStore | null } = { folder: null, s3: null };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quantloom-store-"));
  server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(folder, "s3"),
    configureBuckets: [{ name: "bars", configs: [] }],
  });
  const { port } = (await server.run()) as { readonly port: number };
  endpoint = `http://127.0.0.1:${port}`;
  // the key that the server knows
  const access = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER", region: "us-east-1" };
  stores.s3 = s3Store({ endpoint, bucket: "bars", ...access });
  stores.folder = folderStore(path.join(folder, "files"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const equalBits = (a: BarColumns, b: BarColumns) =>
  BAR_FIELDS.every((field) =>
    Buffer.from(new Uint8Array(a[field].slice().buffer)).equals(Buffer.from(new Uint8Array(b[field].slice().buffer))),
  );

describe.each(["folder", "s3"] as const)("a store in a %s", (kind) => {
  test("gives back every bit of bars that were saved by year, without a cache to lean on", async () => {
    const objects = stores[kind]!;
    const parts = await createDatasetStore(objects, path.join(folder, kind, "one")).save(place, bars);
    expect(parts.map(({ year }) => year)).toEqual([2010, 2011, 2012]);
    expect(parts[0]!.key).toMatch(
      /^bars\/source=upload\/symbol=SYN-A---[0-9a-f]{8}\/timeframe=1d\/year=2010\/[0-9a-f]{32}\.parquet$/,
    );
    const reader = createDatasetStore(objects, path.join(folder, kind, "two"));
    const read = await reader.load(snapshotId(bars), parts);
    expect(equalBits(read, bars)).toBe(true);
    expect(read.time.buffer).toBeInstanceOf(SharedArrayBuffer);
    // the same memory the second time
    expect(await reader.load(snapshotId(bars), parts)).toBe(read);
  });

  test("says what is there, forgets what is removed, and asks for a new import where files are gone", async () => {
    const objects = stores[kind]!;
    const store = createDatasetStore(objects, path.join(folder, kind, "three"));
    const parts = await store.save({ ...place, symbol: "GONE" }, bars);
    expect(await store.holds(parts)).toBe(true);
    await store.remove(parts.slice(0, 1));
    expect(await store.holds(parts)).toBe(false);
    expect(await objects.get(parts[0]!.key)).toBeNull();
    await expect(store.load("another snapshot", parts)).rejects.toThrow("Import it again");
  });
});

test("an object store that refuses the key is an error, not an empty store", async () => {
  const access = { accessKeyId: "nobody", secretAccessKey: "another", region: "us-east-1" };
  const refused = s3Store({ endpoint, bucket: "bars", ...access });
  await expect(refused.put("anything", new Uint8Array(3))).rejects.toThrow("403");
});

describe("a column file", () => {
  test("keeps times before 1970 and prices to the bit", async () => {
    const file = path.join(folder, "columns", "a.columns");
    const early = { ...bars, time: bars.time.map((time) => time - 60 * 365.25 * 86_400_000) };
    await writeColumnFile(file, early);
    expect(equalBits((await readColumnFile(file))!, early)).toBe(true);
    const head = await readFile(file);
    expect(head.toString("latin1", 0, 8)).toBe("QLCOLUMN");
    const first = 16 + head.readUInt32LE(8);
    expect(Number(head.readBigInt64LE(first))).toBe(early.time[0]);
  });

  test("that lost or changed a byte is none at all", async () => {
    const file = path.join(folder, "columns", "b.columns");
    await writeColumnFile(file, bars);
    const whole = await readFile(file);
    const damaged = Buffer.from(whole);
    damaged[whole.length - 100]! ^= 1;
    await writeFile(file, damaged);
    expect(await readColumnFile(file)).toBeNull();
    await writeFile(file, whole.subarray(0, whole.length - 8));
    expect(await readColumnFile(file)).toBeNull();
    expect(await readColumnFile(path.join(folder, "columns", "none.columns"))).toBeNull();
  });

  test("that cannot be written leaves nothing behind", async () => {
    const file = path.join(folder, "columns", "c.columns");
    const broken = { ...bars, close: undefined as unknown as Float64Array };
    await expect(writeColumnFile(file, broken)).rejects.toThrow();
    expect(
      (await readdir(path.dirname(file))).filter((name) => name.startsWith("c.") || name.endsWith(".draft")),
    ).toEqual([]);
  });
});
