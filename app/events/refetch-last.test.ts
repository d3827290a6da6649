import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { refetchLast } from "./refetch-last.ts";

const queryKey = ["run"];

/** A server whose answers are what it held when it was asked, and arrive when they are let go. */
function watch() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const held = { value: "waiting" };
  const asked: (() => void)[] = [];
  const queryFn = () => {
    const read = held.value;
    return new Promise<string>((resolve) => asked.push(() => resolve(read)));
  };
  const stop = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => undefined);
  const answer = async () => {
    asked.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { client, held, asked, answer, stop, data: () => client.getQueryData<string>(queryKey) };
}

test("what was asked before the last news does not stay", async () => {
  const { client, held, answer, stop, data } = watch();
  held.value = "closed";
  client.setQueryData(queryKey, "closed");
  void refetchLast(client, queryKey);
  await answer();
  expect(data()).toBe("waiting");
  await answer();
  expect(data()).toBe("closed");
  stop();
});

test("a hundred news while one fetch is under way cost one more, and cancel none", async () => {
  const { client, asked, answer, stop } = watch();
  for (let news = 0; news < 100; news++) void refetchLast(client, queryKey);
  expect(asked).toHaveLength(1);
  await answer();
  expect(asked).toHaveLength(1);
  await answer();
  expect(asked).toHaveLength(0);
  stop();
});

test("news while nothing is under way are fetched once", async () => {
  const { client, held, asked, answer, stop, data } = watch();
  await answer();
  held.value = "closed";
  void refetchLast(client, queryKey);
  await answer();
  expect(data()).toBe("closed");
  expect(asked).toHaveLength(0);
  stop();
});
