import { expect, test } from "vitest";
import { RightOfWay } from "./right-of-way.ts";

test("what can wait goes when the last that passes is through", async () => {
  const way = new RightOfWay();
  const done: string[] = [];
  const ends: (() => void)[] = [];
  const pass = (name: string) => way.pass(() => new Promise<void>((end) => ends.push(end))).then(() => done.push(name));
  const passing = [pass("first"), pass("second")];
  const waiting = way.give(60_000).then(() => done.push("quiet"));
  expect(way.isClear).toBe(false);
  for (const end of ends) end();
  await Promise.all([...passing, waiting]);
  expect(way.isClear).toBe(true);
  expect(done.toSorted()).toEqual(["first", "quiet", "second"]);
  expect(done.indexOf("quiet")).toBeGreaterThan(done.indexOf("first"));
});

test("nobody waits where nothing passes, nor after what has failed", async () => {
  const way = new RightOfWay();
  await way.give(60_000);
  await expect(way.pass(() => Promise.reject(new Error("the lane was lost")))).rejects.toThrow("the lane was lost");
  await way.give(60_000);
});

test("what passes for too long is waited for no more", async () => {
  const way = new RightOfWay();
  let end = (): void => undefined;
  const passing = way.pass(() => new Promise<void>((resolve) => (end = resolve)));
  await way.give(1);
  end();
  await passing;
});
