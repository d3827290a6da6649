import { expect, test } from "vitest";
import { type ChainedMark, hashMark, verifyMarks } from "./mark-chain.ts";

const identity = { versionId: "v1", line: "paper", sealHash: "a".repeat(64) };

function chain(days: readonly string[]): ChainedMark[] {
  const marks: ChainedMark[] = [];
  for (const [index, day] of days.entries()) {
    const previousHash = marks.at(-1)?.hash ?? identity.sealHash;
    const at = `${day}T00:00:05.000Z`;
    const mark = { sequence: index + 1, day, equity: `${1000 + index}.00`, capital: "1000.00", positions: 0, at };
    marks.push({ ...mark, previousHash, hash: hashMark(identity, { ...mark, previousHash }) });
  }
  return marks;
}
const three = chain(["2026-01-01", "2026-01-02", "2026-01-03"]);
const problemsOf = (marks: readonly ChainedMark[]) => verifyMarks(identity, marks).map(({ problem }) => problem);

test("the hash is the one that sha256sum prints for the documented text", () => {
  // printf '%s' '["quantloom.mark/1","v1","paper",1,"2026-01-01","1000.00","1000.00",0,"2026-01-01T00:00:05.000Z","aaaa…"]' | sha256sum
  expect(three[0]?.hash).toBe("a1f48cc8008068bb330e59af7078daea017a2963bc206476801cdfe1e5759496");
});

test("a record that nobody touched has no problem, and neither has an empty one", () => {
  expect(problemsOf(three)).toEqual([]);
  expect(problemsOf([])).toEqual([]);
});

test("a changed figure, a missing day and another version are found", () => {
  const better = three.map((mark) => (mark.sequence === 2 ? { ...mark, equity: "2000.00" } : mark));
  expect(problemsOf(better)).toEqual(["was changed: its hash does not match what it says"]);
  const [opening, , last] = three as [ChainedMark, ChainedMark, ChainedMark];
  expect(problemsOf([opening, last])).toContain("does not continue the mark before it");
  expect(verifyMarks({ ...identity, sealHash: "b".repeat(64) }, three)[0]?.problem).toContain("the seal");
});

test("whoever hashes a changed figure anew breaks the link after it", () => {
  const [opening, second, last] = three as [ChainedMark, ChainedMark, ChainedMark];
  const forged = { ...second, equity: "2000.00" };
  const marks = [opening, { ...forged, hash: hashMark(identity, forged) }, last];
  expect(problemsOf(marks)).toEqual(["does not continue the mark before it"]);
});

test("two marks of one day are refused", () => {
  expect(problemsOf(chain(["2026-01-01", "2026-01-01"]))).toEqual([
    "is of 2026-01-01, which is not after the day before it, 2026-01-01",
  ]);
});
