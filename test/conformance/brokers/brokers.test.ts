import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokers } from "@/server/brokers/registry.ts";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { orderCards } from "./cards/order-cards.ts";
import { pairCards } from "./cards/pair-cards.ts";
import { sessionCards } from "./cards/session-cards.ts";
import { troubleCards } from "./cards/trouble-cards.ts";
import { updateCards } from "./cards/update-cards.ts";
import { SimulatorControl } from "./simulator-control.ts";
import { Venue } from "./venue.ts";

const cards = [...sessionCards, ...orderCards, ...pairCards, ...updateCards, ...troubleCards];

test("cards have numbers of their own", () => {
  expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length);
});

describe.each(brokers.map((broker) => [broker.id, broker] as const))("%s", (_, adapter) => {
  let simulators: SimulatorServer;
  beforeAll(async () => {
    simulators = await startSimulators({ port: 0, journal: null });
  });
  afterAll(async () => {
    await simulators.close();
  });

  const dealt = cards.filter(({ needs }) => needs === undefined || needs(adapter.capabilities));
  test.each(dealt.map((card) => [card.id, card.title, card] as const))("%s %s", async (_id, _title, card) => {
    const control = new SimulatorControl(simulators.url);
    const opened: Venue[] = [];
    const open = async (given: Parameters<SimulatorControl["openAccount"]>[0] = { broker: adapter.id }) => {
      const venue = await Venue.open(adapter, control, given);
      opened.push(venue);
      return venue;
    };
    try {
      await card.run(await open(), { adapter, control, open });
    } finally {
      for (const venue of opened) venue.close();
    }
  });
});
