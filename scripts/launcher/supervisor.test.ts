import { expect, test } from "vitest";
import { supervise } from "./supervisor.js";

/** A process whose end the test decides. */
function createProcess(pid: number) {
  let end: (output: string) => void = () => {};
  const exited = new Promise<string>((resolve) => {
    end = resolve;
  });
  let isStopped = false;
  return {
    pid,
    exited,
    end,
    isStopped: () => isStopped,
    stop: async () => {
      isStopped = true;
    },
  };
}

function supervised() {
  const started: ReturnType<typeof createProcess>[] = [];
  const notes: string[] = [];
  let givenUp: (error: Error) => void = () => {};
  const failure = new Promise<Error>((resolve) => {
    givenUp = resolve;
  });
  const one = supervise({
    name: "worker",
    start: async () => {
      started.push(createProcess(started.length + 1));
      return started.at(-1);
    },
    note: (text: string) => notes.push(text),
    onGivenUp: (error: Error) => givenUp(error),
    pause: () => 0,
  });
  const nth = async (count: number) => {
    while (started.length < count) await new Promise((resolve) => setImmediate(resolve));
    return started[count - 1]!;
  };
  return { one, started, notes, failure, nth };
}

test("a process that ends is started again, and the operator is told", async () => {
  const { one, notes, nth } = supervised();
  await one.start();
  (await nth(1)).end("");
  await nth(2);
  expect(one.pid).toBe(2);
  expect(notes[0]).toBe("! The worker ended unexpectedly; starting it again (1 of 5)");
});

test("a process that keeps ending is given up with its last words", async () => {
  const { one, failure, nth, started } = supervised();
  await one.start();
  for (let count = 1; count <= 6; count += 1) (await nth(count)).end(`reason ${count}`);
  const error = await failure;
  expect(error.message).toBe("The worker ended 6 times within a minute and is given up.");
  expect(error).toMatchObject({ detail: "reason 6" });
  expect(started).toHaveLength(6);
});

test("a process that was asked to stop is not started again", async () => {
  const { one, nth, started } = supervised();
  await one.start();
  await one.stop();
  const first = await nth(1);
  expect(first.isStopped()).toBe(true);
  first.end("");
  await new Promise((resolve) => setImmediate(resolve));
  expect(started).toHaveLength(1);
});
