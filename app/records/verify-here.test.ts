import { expect, test } from "vitest";
import { type ChainedMark, hashMark } from "@/graph-runtime/analytics/record/mark-chain.ts";
import { verifyHere } from "./verify-here.ts";

const identity = { versionId: "v1", line: "paper" as const, sealHash: "a".repeat(64) };

function chain(...equities: readonly string[]): ChainedMark[] {
  const marks: ChainedMark[] = [];
  for (const [index, equity] of equities.entries()) {
    const day = `2026-01-0${index + 1}`;
    const previousHash = marks.at(-1)?.hash ?? identity.sealHash;
    const rest = { sequence: index + 1, day, equity, capital: "1000.00", positions: 0, at: `${day}T23:59:59.000Z` };
    marks.push({ ...rest, previousHash, hash: hashMark(identity, { ...rest, previousHash }) });
  }
  return marks;
}

const marks = chain("1000.00", "1010.00", "990.00");
const record = { format: "quantloom.record/1" as const, ...identity, marks, problems: [] };
const said = {
  versionId: "v1",
  version: "1.0.0",
  publishedAt: "2026-01-01T00:00:00.000Z",
  sealHash: identity.sealHash,
  marks: 3,
  lastDay: "2026-01-03",
  head: marks[2]!.hash,
  problems: [],
};
const problemsOf = (...args: Parameters<typeof verifyHere>) => verifyHere(...args).map(({ problem }) => problem);

test("a chain that is what the page says of it holds, and so does one that has grown meanwhile", () => {
  expect(verifyHere(said, record)).toEqual([]);
  expect(verifyHere({ ...said, marks: 2, head: marks[1]!.hash }, record)).toEqual([]);
});

test("a changed figure, a chain of another seal, and a shorter or another one are all found", () => {
  const forged = marks.map((mark, index) => (index === 1 ? { ...mark, equity: "2000.00" } : mark));
  expect(problemsOf(said, { ...record, marks: forged })[0]).toMatch(/was changed/);
  expect(problemsOf({ ...said, sealHash: "b".repeat(64) }, record)[0]).toMatch(/another seal/);
  expect(problemsOf(said, { ...record, marks: marks.slice(0, 2) })[0]).toMatch(/the last of 2, and 3/);
  const other = chain("1000.00", "1010.00", "995.00");
  expect(problemsOf(said, { ...record, marks: other })[0]).toMatch(/another hash/);
  expect(problemsOf({ ...said, versionId: "v2" }, record)[0]).toMatch(/another version/);
});
