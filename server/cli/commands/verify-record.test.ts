import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashMark } from "@/graph-runtime/analytics/record/mark-chain.ts";
import { verifyRecordCommand } from "./verify-record.ts";

let folder = "";
const at = (name: string): string => path.join(folder, name);
const identity = { versionId: "v1", line: "paper" as const, sealHash: "a".repeat(64) };
const first = {
  sequence: 1,
  day: "2026-01-01",
  equity: "1000.00",
  capital: "1000.00",
  positions: 0,
  at: "2026-01-01T12:00:00.000Z",
  previousHash: identity.sealHash,
};
const record = {
  format: "quantloom.record/1",
  ...identity,
  marks: [{ ...first, hash: hashMark(identity, first) }],
  problems: [],
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quantloom-record-"));
  const marks = record.marks.map((mark) => ({ ...mark, equity: "2000.00" }));
  await writeFile(at("good.json"), JSON.stringify(record));
  await writeFile(at("forged.json"), JSON.stringify({ ...record, marks }));
  await writeFile(at("other.json"), JSON.stringify({ marks: [] }));
});
afterAll(() => rm(folder, { recursive: true }));

test("a record that holds is said to continue its seal", async () => {
  const { output, ok } = await verifyRecordCommand.run([at("good.json")]);
  expect(ok).toBe(true);
  expect(output).toContain(`1 marks of version v1 continue the seal ${identity.sealHash}`);
});

test("a forged figure fails, whatever the server said of it", async () => {
  const { output, ok } = await verifyRecordCommand.run([at("forged.json"), "--json"]);
  expect(ok).toBe(false);
  expect(JSON.parse(output).problems).toEqual([
    { sequence: 1, problem: "was changed: its hash does not match what it says" },
  ]);
});

test("what is no record, or no file, is a usage error that says what is expected", async () => {
  await expect(verifyRecordCommand.run([at("other.json")])).rejects.toThrow(/this is no record: format/);
  await expect(verifyRecordCommand.run([at("missing.json")])).rejects.toThrow(/give a file, or the id of a listing/);
});
