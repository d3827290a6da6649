import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { WarmThreads } from "./warm-threads.ts";

const echo = new URL(
  `data:text/javascript,${encodeURIComponent('import { parentPort } from "node:worker_threads"; parentPort.on("message", (said) => parentPort.postMessage(said));')}`,
);

async function answer(thread: Worker, said: string): Promise<unknown> {
  thread.postMessage(said);
  return (await once(thread, "message"))[0];
}

const ended = (thread: Worker) => expect.poll(() => thread.threadId, { timeout: 20_000 }).toBe(-1);

test("a thread that was given back is lent again, and one that waits too long is ended", async () => {
  const threads = new WarmThreads(echo, { idleMilliseconds: 100 });
  const first = threads.lend();
  expect(await answer(first, "one")).toBe("one");
  threads.takeBack(first);
  const second = threads.lend();
  expect(second).toBe(first);
  expect(await answer(second, "two")).toBe("two");
  threads.takeBack(second);
  await ended(second);
  const third = threads.lend();
  expect(third).not.toBe(first);
  expect(await answer(third, "three")).toBe("three");
  threads.end(third);
  await ended(third);
});
