import { describe, expect, test } from "vitest";
import { batchedReads } from "./batched-reads.ts";

/** A table whose reads are answered by hand, in order. */
function slowTable(rows: Record<string, number>) {
  const asked: (readonly string[])[] = [];
  const answers: (() => void)[] = [];
  const read = batchedReads<number>((keys) => {
    asked.push(keys);
    return new Promise((resolve) => {
      answers.push(() => resolve(new Map(keys.flatMap((key) => (key in rows ? [[key, rows[key]!]] : [])))));
    });
  });
  const answerNext = async (): Promise<void> => {
    answers.shift()?.();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { asked, read, answerNext, rows };
}

describe("batched reads", () => {
  test("ask for what came meanwhile in one query, each key once", async () => {
    const { asked, read, answerNext } = slowTable({ a: 1, b: 2 });
    const results = [read("a"), read("a"), read("b"), read("missing")];
    expect(asked).toEqual([["a"]]);
    await answerNext();
    expect(asked).toEqual([["a"], ["a", "b", "missing"]]);
    await answerNext();
    expect(await Promise.all(results)).toEqual([1, 1, 2, null]);
  });

  test("never answer with what was read before the question", async () => {
    const { asked, read, answerNext, rows } = slowTable({ session: 1 });
    const before = read("session");
    delete rows["session"]; // revoked while the first query is under way
    const after = read("session");
    await answerNext();
    await answerNext();
    expect(asked).toHaveLength(2);
    expect(await after).toBeNull();
    await before;
  });

  test("fail for those who asked, and go on", async () => {
    let isBroken = true;
    const read = batchedReads<number>((keys) =>
      isBroken ? Promise.reject(new Error("gone")) : Promise.resolve(new Map(keys.map((key) => [key, 7]))),
    );
    await expect(read("a")).rejects.toThrow("gone");
    isBroken = false;
    expect(await read("a")).toBe(7);
  });
});
