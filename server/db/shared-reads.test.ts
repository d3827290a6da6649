import { expect, test } from "vitest";
import { sharedReads } from "./shared-reads.ts";

/** A store whose reads end when the test says so, each with what was there when it began. */
function slowStore() {
  let value = 0;
  let reads = 0;
  const ends: (() => void)[] = [];
  const share = sharedReads();
  const read = (key: string) =>
    share(key, async () => {
      reads += 1;
      const seen = value;
      await new Promise<void>((resolve) => ends.push(resolve));
      if (key === "broken") throw new Error("refused");
      return `${key} ${seen}`;
    });
  const end = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { read, end, set: (to: number) => (value = to), reads: () => reads };
}

test("who asks while a read is under way shares the next one, which is younger than the question", async () => {
  const store = slowStore();
  const first = store.read("a");
  store.set(1);
  const later = [store.read("a"), store.read("a"), store.read("a")];
  expect(store.reads()).toBe(1);
  await store.end();
  expect(await first).toBe("a 0");
  expect(store.reads()).toBe(2);
  await store.end();
  expect(await Promise.all(later)).toEqual(["a 1", "a 1", "a 1"]);
});

test("other keys wait for nobody, and what has ended is read anew", async () => {
  const store = slowStore();
  const [one, other] = [store.read("a"), store.read("b")];
  expect(store.reads()).toBe(2);
  await store.end();
  await store.end();
  expect(await Promise.all([one, other])).toEqual(["a 0", "b 0"]);
  store.set(2);
  const anew = store.read("a");
  await store.end();
  expect(await anew).toBe("a 2");
});

test("a read that fails fails for those who shared it, and not for the next", async () => {
  const store = slowStore();
  const first = store.read("broken");
  const next = store.read("broken");
  const failures = [expect(first).rejects.toThrow("refused"), expect(next).rejects.toThrow("refused")];
  await store.end();
  await store.end();
  await Promise.all(failures);
  expect(store.reads()).toBe(2);
});
