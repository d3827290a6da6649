import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient } from "../trpc/client.ts";
import { askForDraft, takeDraft } from "./draft-ahead.ts";

const asked: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  asked.length = 0;
  vi.stubGlobal("fetch", (address: string) => {
    const data: { id: string } = JSON.parse(new URL(address, "http://localhost").searchParams.get("input") ?? "{}");
    asked.push(data.id);
    return Promise.resolve(Response.json({ result: { data } }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const draftOf = async (taken: ReturnType<typeof takeDraft>): Promise<string> => (await taken).id;

test("a draft that was asked for ahead is taken once, and the next one is asked for anew", async () => {
  const client = createClient();
  askForDraft(client, "one");
  expect(await draftOf(takeDraft(client, "one"))).toBe("one");
  expect(asked).toEqual(["one"]);
  await takeDraft(client, "one");
  expect(asked).toEqual(["one", "one"]);
});

test("the draft of another strategy is not taken, nor one that has waited long", async () => {
  const client = createClient();
  askForDraft(client, "one");
  expect(await draftOf(takeDraft(client, "two"))).toBe("two");
  askForDraft(client, "one");
  vi.advanceTimersByTime(6_000);
  await takeDraft(client, "one");
  expect(asked).toEqual(["one", "two", "one", "one"]);
});
