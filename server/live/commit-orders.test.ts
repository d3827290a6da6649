import { expect, test } from "vitest";
import type { OutsideCommand } from "@/graph-runtime/engine/outside/ticket.ts";
import type { StepRecords } from "../db/repositories/run-steps.ts";
import type { RunWork } from "../db/repositories/runs.ts";
import { asOrderStep } from "./commit-orders.ts";

const instrument = {
  ...{ exchange: "US", symbol: "AAPL", token: "AAPL", name: "Apple", kind: "equity", currency: "USD" },
  ...{ tickSize: "0.01", lotSize: "1", freezeQuantity: null, expiry: null, strike: null },
};
const run = {
  id: "run",
  teamId: "team",
  subscriptionId: null,
  symbols: ["AAPL"],
  status: "in-position",
  review: null,
  ending: null,
  account: { id: "account", broker: "alpaca", venue: { product: "delivery", instruments: { AAPL: instrument } } },
} as unknown as RunWork;
const place = (id: string): OutsideCommand => ({
  ...{ kind: "place", id, order: 1, lane: 0, side: "sell", role: "exit", type: "stop", timeInForce: "gtc" },
  ...{ quantity: 7, limitPrice: null, stopPrice: 90, lastPrice: 100 },
});
const cancel = (id: string): OutsideCommand => ({ kind: "cancel", id, ordinal: 0 });

function stored(commands: readonly OutsideCommand[]) {
  const nothing = { created: [], changed: [], fills: [], decisions: [], marks: [], alerts: [] };
  const kept = { transferred: 0, review: null, ending: null, statusReason: null, state: new Uint8Array(1) };
  const records: StepRecords = {
    ...{ runId: "run", fromSequence: 1, toSequence: 2, status: "in-position", ...nothing, ...kept },
    commands,
  };
  const lease = { shard: 1, owner: "w", token: 1n };
  return asOrderStep(lease, { run, records, base: { head: null, isFree: true } });
}

test("a step that takes back an earlier order is stored by one statement", () => {
  const wishes = stored([cancel("stop000000001"), place("exit000000001")])?.wishes;
  expect(wishes?.map(({ kind }) => kind)).toEqual(["cancel", "place"]);
});

test("a stop and a target that go out as one are stored by one statement, each with the ids of both", () => {
  const placing = (id: string, prices: object) =>
    ({ ...place(id), ...prices }) as Extract<OutsideCommand, { kind: "place" }>;
  const target = placing("target0000001", { type: "limit", limitPrice: 110, stopPrice: null });
  const pair: OutsideCommand = { kind: "place-pair", target, stop: placing("stop000000001", {}) };
  const wishes = stored([cancel("old0000000001"), pair])?.wishes ?? [];
  expect(wishes.map((wish) => (wish.kind === "place" ? wish.order.clientOrderId : wish.kind))).toEqual([
    "cancel",
    "target0000001",
    "stop000000001",
  ]);
  for (const wish of wishes.slice(1))
    expect(wish).toMatchObject({ order: { request: { pair: { target: "target0000001", stop: "stop000000001" } } } });
  expect(stored([pair, cancel("stop000000001")])).toBeNull();
});

test("a step that takes back what it has placed itself is not: the statement would not find it", () => {
  expect(stored([place("stop000000001"), cancel("stop000000001")])).toBeNull();
});
