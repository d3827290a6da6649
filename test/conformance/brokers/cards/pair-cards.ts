import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import type { NewOrder, OrderReport } from "@/server/brokers/port/broker-order.ts";
import type { Capabilities } from "@/server/brokers/port/capabilities.ts";
import { decimal } from "@/server/brokers/port/decimal.ts";
import type { Card } from "../card.ts";
import type { OrderLog, Venue } from "../venue.ts";

const hasPairs = ({ features }: Capabilities): boolean => features.oneCancelsOther === "native";
const working = ["accepted", "trigger-pending"];

type Pair = { readonly target: NewOrder; readonly stop: NewOrder };

/** Prepares exits for ten units that are held: a target ten above the price and a stop ten below it. */
function pairOf(venue: Venue, units = 10): Pair {
  const exit = { side: "sell", role: "exit", quantity: decimal(units), timeInForce: "gtc" } as const;
  const far = venue.order({ ...exit, limitPrice: decimal(venue.price + 10) });
  const near = venue.order({ ...exit, type: "stop", limitPrice: null, triggerPrice: decimal(venue.price - 10) });
  const pair = { target: far.clientOrderId, stop: near.clientOrderId };
  return { target: { ...far, pair }, stop: { ...near, pair } };
}

function place({ connection }: Venue, pair: Pair) {
  if (connection.placePair === null) throw new Error("the adapter declares pairs and has no way to place them");
  return connection.placePair(pair);
}

/** Buys what the pair is to sell, and places it; what is heard of it is in the log. */
async function placed(venue: Venue): Promise<Pair & { log: OrderLog; ids: Record<"target" | "stop", OrderReport> }> {
  await venue.connection.place(venue.market());
  const log = await venue.listen();
  const pair = pairOf(venue);
  const ids = await place(venue, pair);
  // the stop has an id of the broker's own, which the answer tells
  log.reports.unshift(ids.target, ids.stop);
  return { ...pair, log, ids };
}

export const pairCards: readonly Card[] = [
  {
    id: "BR-225",
    title: "pairs are placed where they are said to be native, and nowhere else",
    run: async ({ connection, adapter }) => {
      expect(connection.placePair !== null).toBe(hasPairs(adapter.capabilities));
    },
  },
  {
    id: "BR-230",
    title: "a target and a stop placed as one both rest, and each is known by our id",
    needs: hasPairs,
    run: async (venue) => {
      const { target, stop, ids } = await placed(venue);
      for (const order of [target, stop]) {
        expect(working).toContain((await venue.look(order)).status);
        const found = await venue.connection.findOrder(order);
        expect(found).toMatchObject({ clientOrderId: order.clientOrderId, side: "sell", quantity: "10" });
      }
      expect(ids.target.clientOrderId).toBe(target.clientOrderId);
      expect(ids.stop).toMatchObject({ clientOrderId: stop.clientOrderId, triggerPrice: stop.triggerPrice });
      expect(await venue.connection.listPositions()).toMatchObject([{ quantity: "10" }]);
    },
  },
  {
    id: "BR-232",
    title: "once the target fills the stop is taken back, and each is heard",
    needs: hasPairs,
    run: async (venue) => {
      const { target, stop, log } = await placed(venue);
      await venue.control.setPrice(venue.symbol, venue.price + 10);
      await log.until(() => log.of(target).status === "filled" && log.of(stop).status === "cancelled");
      await venue.control.setPrice(venue.symbol, venue.price - 20);
      expect(await venue.connection.listPositions()).toEqual([]);
    },
  },
  {
    id: "BR-234",
    title: "once the price is at the stop it fills, the target is taken back, and each is heard",
    needs: hasPairs,
    run: async (venue) => {
      const { target, stop, log } = await placed(venue);
      await venue.control.setPrice(venue.symbol, venue.price - 10);
      await log.until(() => log.of(stop).status === "filled" && log.of(target).status === "cancelled");
      await venue.control.setPrice(venue.symbol, venue.price + 20);
      expect(await venue.connection.listPositions()).toEqual([]);
    },
  },
  {
    id: "BR-236",
    title: "what the target sells in part is taken off the stop, and no more is sold than was held",
    needs: hasPairs,
    run: async (venue) => {
      const { target, stop, ids, log } = await placed(venue);
      await venue.control.fill(venue.broker, ids.target.brokerOrderId, 4);
      await log.until(() => log.of(target).filledQuantity === "4");
      expect((await venue.look(stop)).quantity).toBe("6");
      await venue.control.setPrice(venue.symbol, venue.price - 10);
      await log.until(() => log.of(stop).status === "filled");
      expect(log.of(stop)).toMatchObject({ filledQuantity: "6" });
      expect(log.of(target)).toMatchObject({ status: "cancelled", filledQuantity: "4" });
      expect(await venue.connection.listPositions()).toEqual([]);
    },
  },
  ...(["target", "stop"] as const).map(
    (which, at): Card => ({
      id: `BR-${238 + at}`,
      title: `to cancel the ${which} is to cancel both`,
      needs: hasPairs,
      run: async (venue) => {
        const { target, stop, ids, log } = await placed(venue);
        await venue.connection.cancel(ids[which]);
        await log.until(() => [target, stop].every((order) => log.of(order).status === "cancelled"));
        await venue.control.setPrice(venue.symbol, venue.price - 20);
        expect(await venue.connection.listPositions()).toMatchObject([{ quantity: "10" }]);
      },
    }),
  ),
  {
    id: "BR-240",
    title: "the price of each can be changed, and they go on as a pair",
    needs: (capabilities) => hasPairs(capabilities) && capabilities.features.changeOrder !== "none",
    run: async (venue) => {
      const { target, stop, ids, log } = await placed(venue);
      const whole = { quantity: decimal(10), filledQuantity: decimal(0) };
      const [limitPrice, triggerPrice] = [decimal(venue.price + 15), decimal(venue.price - 5)];
      const moved = await venue.connection.change(ids.stop, { ...whole, limitPrice: null, triggerPrice }, stop);
      await venue.connection.change(ids.target, { ...whole, limitPrice, triggerPrice: null }, target);
      expect(await venue.connection.findOrder(stop)).toMatchObject({ ...moved, triggerPrice, quantity: "10" });
      expect(await venue.connection.findOrder(target)).toMatchObject({ limitPrice, quantity: "10" });
      // a change is asked for first and made after
      while (!working.includes((await venue.look(target)).status)) await delay(10);
      await venue.control.setPrice(venue.symbol, venue.price + 10);
      expect(working).toContain((await venue.look(target)).status);
      await venue.control.setPrice(venue.symbol, venue.price - 5);
      await log.until(() => log.of(stop).status === "filled" && log.of(target).status === "cancelled");
      expect(await venue.connection.listPositions()).toEqual([]);
    },
  },
  {
    id: "BR-242",
    title: "a pair whose answer was lost is unknown, both are found by our ids, and they exist once",
    needs: hasPairs,
    run: async (venue) => {
      await venue.connection.place(venue.market());
      const pair = pairOf(venue);
      await venue.control.addFault(venue.broker, "place", { kind: "lose-response" });
      expect((await venue.failureOf(place(venue, pair))).kind).toBe("unknown");
      const found = [await venue.connection.findOrder(pair.target), await venue.connection.findOrder(pair.stop)];
      expect(found.map((report) => report?.clientOrderId)).toEqual([
        pair.target.clientOrderId,
        pair.stop.clientOrderId,
      ]);
      expect(new Set(found.map((report) => report?.brokerOrderId)).size).toBe(2);
      expect(await venue.control.placedBy(venue.account.id)).toHaveLength(3);
    },
  },
  {
    id: "BR-244",
    title: "a pair that was lost on its way is unknown, too, and neither is found",
    needs: hasPairs,
    run: async (venue) => {
      await venue.connection.place(venue.market());
      const pair = pairOf(venue);
      await venue.control.addFault(venue.broker, "place", { kind: "lose-request" });
      expect((await venue.failureOf(place(venue, pair))).kind).toBe("unknown");
      for (const order of [pair.target, pair.stop]) expect(await venue.connection.findOrder(order)).toBeNull();
    },
  },
  {
    id: "BR-246",
    title: "a pair whose stop the price has passed, or for more than is held, is refused as a whole",
    needs: hasPairs,
    run: async (venue) => {
      const none = pairOf(venue);
      expect((await venue.failureOf(place(venue, none))).kind).toBe("rejected");
      await venue.connection.place(venue.market());
      expect((await venue.failureOf(place(venue, pairOf(venue, 11)))).kind).toBe("rejected");
      await venue.control.setPrice(venue.symbol, venue.price - 11);
      const passed = pairOf(venue);
      expect((await venue.failureOf(place(venue, passed))).kind).toBe("rejected");
      expect(await venue.connection.findOrder(passed.target)).toBeNull();
      expect(await venue.control.placedBy(venue.account.id)).toHaveLength(1);
    },
  },
  {
    id: "BR-248",
    title: "a pair that the exchange refuses a moment later is refused as a whole",
    needs: hasPairs,
    run: async (venue) => {
      await venue.connection.place(venue.market());
      const pair = pairOf(venue);
      await venue.control.addFault(venue.broker, "place", { kind: "late-reject", reason: "refused by the exchange" });
      await place(venue, pair);
      for (const order of [pair.target, pair.stop]) expect((await venue.look(order)).status).toBe("rejected");
      expect(await venue.connection.listPositions()).toMatchObject([{ quantity: "10" }]);
    },
  },
];
