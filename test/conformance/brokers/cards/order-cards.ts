import { expect } from "vitest";
import { addDecimals, decimal, zero } from "@/server/brokers/port/decimal.ts";
import { listHeld } from "@/server/live/account/list-held.ts";
import type { Card } from "../card.ts";
import { plus } from "../venue.ts";

export const orderCards: readonly Card[] = [
  {
    id: "BR-100",
    title: "a market order fills, and the position and the funds follow",
    run: async (venue) => {
      const log = await venue.listen();
      const order = venue.market();
      await venue.connection.place(order);
      await log.until(() => log.of(order).status === "filled");
      expect(log.of(order)).toMatchObject({ filledQuantity: "10", filledValue: String(10 * venue.price) });
      expect(await venue.connection.listPositions()).toMatchObject([
        { symbol: venue.symbol, quantity: "10", averagePrice: String(venue.price) },
      ]);
      expect((await venue.connection.readFunds()).used).toBe(String(10 * venue.price));
    },
  },
  {
    id: "BR-110",
    title: "a limit order rests until the price comes to it",
    run: async (venue) => {
      const log = await venue.listen();
      const order = venue.order();
      await venue.connection.place(order);
      await log.until(() => log.of(order).status === "accepted");
      await venue.control.setPrice(venue.symbol, venue.price - 9);
      expect((await venue.look(order)).status).toBe("accepted");
      await venue.control.setPrice(venue.symbol, venue.price - 10);
      await log.until(() => log.of(order).status === "filled");
    },
  },
  {
    id: "BR-120",
    title: "a stop order waits for its trigger and then fills",
    run: async (venue) => {
      const log = await venue.listen();
      const triggerPrice = decimal(venue.price + 5);
      const order = venue.order({ type: "stop", limitPrice: null, triggerPrice });
      await venue.connection.place(order);
      await log.until(() => ["accepted", "trigger-pending"].includes(log.of(order).status));
      await venue.control.setPrice(venue.symbol, venue.price + 4);
      expect((await venue.look(order)).filledQuantity).toBe("0");
      await venue.control.setPrice(venue.symbol, venue.price + 5);
      await log.until(() => log.of(order).status === "filled");
    },
  },
  {
    id: "BR-125",
    title: "a stop-limit order that was triggered still keeps to its limit",
    run: async (venue) => {
      const order = venue.order({
        type: "stop-limit",
        triggerPrice: decimal(venue.price + 5),
        limitPrice: decimal(venue.price + 6),
      });
      await venue.connection.place(order);
      await venue.control.setPrice(venue.symbol, venue.price + 8);
      expect((await venue.look(order)).filledQuantity).toBe("0");
      await venue.control.setPrice(venue.symbol, venue.price + 6);
      expect((await venue.look(order)).status).toBe("filled");
    },
  },
  {
    id: "BR-130",
    title: "an immediate order that finds nothing ends at once",
    needs: ({ timesInForce }) => timesInForce.ioc === "native",
    run: async (venue) => {
      const order = venue.order({ timeInForce: "ioc" });
      await venue.connection.place(order);
      const { status, filledQuantity } = await venue.look(order);
      expect(["expired", "cancelled"]).toContain(status);
      expect(filledQuantity).toBe("0");
    },
  },
  {
    id: "BR-140",
    title: "an order that the account cannot pay is refused, at once or a moment later, with the reason",
    run: async (venue) => {
      const log = await venue.listen();
      const order = venue.market({ quantity: decimal(100_000) });
      const refusal = await venue.connection.place(order).then(
        () => null,
        (error: Error) => error.message,
      );
      if (refusal === null) await log.until(() => log.of(order).status === "rejected");
      expect(refusal ?? log.of(order).reason).toMatch(/insufficient/i);
      expect(await venue.connection.listPositions()).toEqual([]);
    },
  },
  {
    id: "BR-150",
    title: "an instrument that the broker does not know is refused",
    run: async (venue) => {
      const instrument = { ...venue.instrument(), symbol: "NOSUCH" };
      const failure = await venue.failureOf(venue.connection.place(venue.order({ instrument })));
      expect(failure.kind).toBe("rejected");
    },
  },
  {
    id: "BR-160",
    title: "our id of twenty characters comes back unchanged, from the book and the look-up alike",
    run: async (venue) => {
      const order = venue.order();
      expect(order.clientOrderId).toHaveLength(20);
      const { brokerOrderId } = await venue.connection.place(order);
      expect(await venue.connection.findOrder(order)).toMatchObject({
        brokerOrderId,
        clientOrderId: order.clientOrderId,
      });
      expect((await venue.connection.listOrders())[0]?.clientOrderId).toBe(order.clientOrderId);
      expect(await venue.connection.findOrder({ clientOrderId: "card9999999999999000", pair: null })).toBeNull();
    },
  },
  {
    id: "BR-170",
    title: "a short position has a negative quantity",
    run: async (venue) => {
      const [product] = venue.adapter.capabilities.shorts;
      if (product === undefined) throw new Error("the adapter declares no product under which it sells short");
      await venue.connection.place(venue.market({ side: "sell", product }));
      expect(await venue.connection.listPositions()).toMatchObject([{ quantity: "-10" }]);
    },
  },
  {
    id: "BR-180",
    title: "an order above the freeze quantity goes out in slices, and all of it arrives",
    needs: ({ features }) => features.largeOrders === "emulated",
    run: async (venue, { open }) => {
      const rich = await open({ broker: venue.broker, cash: 50_000_000 });
      const instrument = rich.instrument(rich.largeSymbol ?? "");
      const wanted = Number(instrument.freezeQuantity) * 2;
      const orders = rich.prepare({
        instrument,
        product: "carry",
        type: "market",
        limitPrice: null,
        quantity: decimal(wanted),
      });
      expect(orders.length).toBeGreaterThan(1);
      for (const order of orders) await rich.connection.place(order);
      const [position] = await rich.connection.listPositions();
      expect(Number(position?.quantity)).toBe(
        Math.floor(wanted / Number(instrument.lotSize)) * Number(instrument.lotSize),
      );
    },
  },
  {
    id: "BR-190",
    title: "market orders go out with the protection without which the broker refuses them",
    needs: ({ needsProtectedMarketOrders }) => needsProtectedMarketOrders,
    run: async (venue) => {
      const bare = { ...venue.market(), protectionPercent: null };
      expect((await venue.failureOf(venue.connection.place(bare))).kind).toBe("rejected");
      await venue.connection.place(venue.market());
      expect(await venue.control.placedBy(venue.account.id)).toHaveLength(1);
    },
  },
  {
    id: "BR-200",
    title: "price and quantity of a resting order can be changed",
    needs: ({ features }) => features.changeOrder !== "none",
    run: async (venue) => {
      const log = await venue.listen();
      const order = venue.order();
      const handle = await venue.connection.place(order);
      const limitPrice = plus(order.limitPrice ?? 0, 5);
      const change = { quantity: decimal(6), filledQuantity: decimal(0), limitPrice, triggerPrice: null };
      await venue.connection.change(handle, change, order);
      await log.until(() => log.of(order).quantity === "6");
      await venue.control.setPrice(venue.symbol, Number(limitPrice));
      await log.until(() => log.of(order).status === "filled");
      expect(log.of(order).filledQuantity).toBe("6");
      expect((await venue.look(order)).filledQuantity).toBe("6");
    },
  },
  {
    id: "BR-210",
    title: "an order that is changed after part of it filled fills no more than its whole",
    needs: ({ features }) => features.changeOrder !== "none",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.addFault(venue.broker, "place", { kind: "partial-fill", quantity: 4 });
      const order = venue.order();
      const handle = await venue.connection.place(order);
      await log.until(() => log.of(order).filledQuantity === "4");
      const limitPrice = decimal(venue.price - 3);
      const change = { quantity: order.quantity, filledQuantity: decimal(4), limitPrice, triggerPrice: null };
      await venue.connection.change(handle, change, order);
      await venue.control.setPrice(venue.symbol, venue.price - 3);
      await log.until(() => log.of(order).status === "filled");
      expect(log.of(order)).toMatchObject({ quantity: "10", filledQuantity: "10" });
      expect(await venue.connection.listPositions()).toMatchObject([{ quantity: "10" }]);
      // our id leads to the order as it is now, through all of its ids
      expect((await venue.connection.findOrder(order))?.status).toBe("filled");
    },
  },
  {
    id: "BR-220",
    title: "an order that has ended cannot be changed",
    needs: ({ features }) => features.changeOrder !== "none",
    run: async (venue) => {
      const order = venue.market();
      const handle = await venue.connection.place(order);
      const change = { quantity: decimal(5), filledQuantity: decimal(0), limitPrice: null, triggerPrice: null };
      expect((await venue.failureOf(venue.connection.change(handle, change, order))).kind).toBe("rejected");
    },
  },
  {
    id: "BR-300",
    title: "a resting order can be cancelled",
    run: async (venue) => {
      const log = await venue.listen();
      const order = venue.order();
      const handle = await venue.connection.place(order);
      await venue.connection.cancel(handle);
      await log.until(() => log.of(order).status === "cancelled");
      await venue.control.setPrice(venue.symbol, venue.price - 20);
      expect((await venue.look(order)).status).toBe("cancelled");
    },
  },
  {
    id: "BR-310",
    title: "an order that has filled cannot be cancelled",
    run: async (venue) => {
      const handle = await venue.connection.place(venue.market());
      expect((await venue.failureOf(venue.connection.cancel(handle))).kind).toBe("rejected");
    },
  },
  {
    id: "BR-350",
    title: "what is bought is held over the nights, counted once, and what is sold of it is gone",
    run: async (venue) => {
      const { connection, control, broker } = venue;
      const held = async (): Promise<string> => {
        return (await listHeld(connection)).reduce((sum, { quantity }) => addDecimals(sum, quantity), zero);
      };
      const trade = (side: "buy" | "sell", quantity: number) => {
        const role = side === "buy" ? "entry" : "exit";
        return connection.place(venue.market({ side, role, quantity: decimal(quantity), product: "delivery" }));
      };
      await trade("buy", 10);
      expect(await held()).toBe("10");
      await control.passNight(broker);
      expect(await held()).toBe("10");
      await trade("sell", 4);
      expect(await held()).toBe("6");
      await control.passNight(broker);
      await trade("buy", 2);
      expect(await held()).toBe("8");
      await control.passNight(broker);
      await trade("sell", 8);
      expect(await held()).toBe("0");
    },
  },
];
