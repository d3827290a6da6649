import { expect, test, vi } from "vitest";
import { createTurns } from "./turns.ts";

/** A broker whose answers come when the test says so. */
function slowBroker() {
  const calls: string[] = [];
  const answers: (() => void)[] = [];
  const work = (id: string): Promise<void> => {
    calls.push(id);
    return new Promise((resolve) => answers.push(resolve));
  };
  return { calls, work, answer: () => answers.shift()?.() };
}

const fail = (error: unknown): void => {
  throw error;
};

test("an account is sent for once at a time, and once more for all that came meanwhile", async () => {
  const { calls, work, answer } = slowBroker();
  const { ask: send } = createTurns({ work, onFailure: fail, atOnce: 8 });
  for (let at = 0; at < 5; at += 1) send("a");
  expect(calls).toEqual(["a"]);
  answer();
  await vi.waitFor(() => expect(calls).toEqual(["a", "a"]));
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls).toHaveLength(2);
});

test("eight accounts are sent for at once, the others in their turn", async () => {
  const { calls, work, answer } = slowBroker();
  const { ask: send } = createTurns({ work, onFailure: fail, atOnce: 8 });
  const ids = Array.from({ length: 10 }, (_, at) => `account ${at}`);
  for (const id of ids) send(id);
  expect(calls).toEqual(ids.slice(0, 8));
  answer();
  await vi.waitFor(() => expect(calls).toEqual(ids.slice(0, 9)));
});

test("a failure ends the turn, and the account is sent for again when it is asked for again", async () => {
  const failures: unknown[] = [];
  let count = 0;
  const { ask: send, idle } = createTurns({
    work: () => {
      count += 1;
      return Promise.reject(new Error("the lane was lost"));
    },
    onFailure: (error) => failures.push(error),
    atOnce: 8,
  });
  send("a");
  await idle();
  send("a");
  await vi.waitFor(() => expect(failures).toHaveLength(2));
  expect(count).toBe(2);
});
