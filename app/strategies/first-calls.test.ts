import { afterEach, expect, test, vi } from "vitest";
import { alone, createClient } from "../trpc/client.ts";
import { askForDraft } from "./draft-ahead.ts";
import { firstCalls } from "./first-calls.ts";

const id = "0f8fad5b-d9cb-469f-a165-70867728950e";

afterEach(() => vi.unstubAllGlobals());

test("the addresses that are told with the editor's page are the ones that it asks, letter by letter", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(Response.json({ result: { data: {} } }));
  });
  const client = createClient();
  const me = client.session.me.query(undefined, alone);
  askForDraft(client, id);
  await me;
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked).toEqual(firstCalls(`/strategies/${id}`));
});

test("nothing is told with other pages", () => {
  expect(["/strategies", "/strategies/new", `/backtests/${id}`].flatMap(firstCalls)).toEqual([]);
});
