import { expect, test } from "vitest";
import { Lane } from "./lane.ts";

test("a lane does one task after the other, and says when it is idle", async () => {
  const done: number[] = [];
  const lane = new Lane(async (task) => {
    await task().catch(() => undefined);
  });
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  lane.add(async () => {
    await gate;
    done.push(1);
    throw new Error("this one fails");
  });
  lane.add(async () => done.push(2));
  expect(lane.isBusy).toBe(true);
  await Promise.resolve();
  expect(done).toEqual([]);
  open();
  await lane.idle;
  expect(done).toEqual([1, 2]);
  expect(lane.isBusy).toBe(false);
});
