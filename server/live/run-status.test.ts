import { describe, expect, test } from "vitest";
import { type RunSituation, statusOf } from "./run-status.ts";

const flat = { equity: 100, cash: 100, realised: 0, unrealised: 0, fees: 0, positions: [] };
const held = { ...flat, positions: [{ lane: 0, quantity: 1, averagePrice: 10, lastPrice: 11 }] };
const entry = { role: "entry", type: "market" } as const;
const marketExit = { role: "exit", type: "market" } as const;
const stopLoss = { role: "exit", type: "stop" } as const;
const situation = (changes: Partial<RunSituation>): RunSituation => ({
  mark: flat,
  working: [],
  isPaused: false,
  isClosed: false,
  ending: null,
  review: null,
  isBusy: false,
  ...changes,
});

describe("what a run is doing", () => {
  test.each<[string, Partial<RunSituation>, string]>([
    ["waits without position and orders", {}, "waiting"],
    ["enters while an entry works", { working: [entry] }, "entering"],
    ["is in a position while only its stop works", { mark: held, working: [stopLoss] }, "in-position"],
    ["is in a position while it adds to it", { mark: held, working: [entry] }, "in-position"],
    ["exits while a market order closes the position", { mark: held, working: [marketExit] }, "exiting"],
    ["is scheduled outside its hours", { isClosed: true }, "scheduled"],
    ["is in a position outside its hours too", { mark: held, isClosed: true }, "in-position"],
    ["is paused, whatever it holds", { mark: held, isPaused: true }, "paused"],
    ["is stopping until it is flat", { mark: held, ending: "when-flat" }, "stopping"],
    ["is closed once it is flat", { ending: "when-flat" }, "closed"],
    ["is closed at once where positions are kept", { mark: held, ending: "now" }, "closed"],
    [
      "needs review while a doubt stands, whatever it holds",
      { mark: held, review: "Doubt.", isPaused: true },
      "needs-review",
    ],
    ["is stopping while an order of its is alive at a broker", { ending: "now", isBusy: true }, "stopping"],
    ["is stopping while a killed run holds something", { mark: held, ending: "halt" }, "stopping"],
    ["is halted once a killed run is flat", { ending: "halt" }, "halted"],
    ["is halted without equity, even while stopping", { mark: { ...held, equity: 0 }, ending: "when-flat" }, "halted"],
  ])("%s", (_, changes, status) => {
    expect(statusOf(situation(changes)).status).toBe(status);
  });

  test("a position that is kept is named in the reason", () => {
    expect(statusOf(situation({ mark: held, ending: "now" })).reason).toContain("was kept");
    expect(statusOf(situation({ ending: "now" })).reason).toBe("Stopped.");
  });
});
