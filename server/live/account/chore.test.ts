import { expect, test } from "vitest";
import { Chore } from "./chore.ts";

test("a chore is done once for each key, and again after a while where it failed", async () => {
  const done: string[] = [];
  let fails = true;
  const chore = new Chore<string>(60, async (key) => {
    if (fails) throw new Error("away");
    done.push(key);
  });
  expect(chore.due(null, 0)).toBeNull();
  await expect(chore.due("monday", 0)?.()).rejects.toThrow("away");
  expect(chore.due("monday", 60)).toBeNull();
  fails = false;
  await chore.due("monday", 61)?.();
  expect(chore.due("monday", 1_000)).toBeNull();
  await chore.due("tuesday", 1_001)?.();
  expect(done).toEqual(["monday", "tuesday"]);
});
