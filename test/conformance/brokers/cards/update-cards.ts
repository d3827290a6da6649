import { expect } from "vitest";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { BarBuilder } from "@/graph-runtime/market/ticks/bar-builder.ts";
import { sessionSlots } from "@/graph-runtime/market/ticks/session-slots.ts";
import { decimal } from "@/server/brokers/port/decimal.ts";
import type { Card } from "../card.ts";

export const updateCards: readonly Card[] = [
  {
    id: "BR-320",
    title: "a fill that comes after the confirmed cancel counts, and is marked",
    run: async (venue) => {
      const log = await venue.listen();
      const order = venue.order();
      const handle = await venue.connection.place(order);
      await venue.control.addFault(venue.broker, "cancel", { kind: "fill-after-cancel" });
      await venue.connection.cancel(handle);
      await log.until(() => log.of(order).status === "filled");
      expect(log.of(order)).toMatchObject({ hasLateFill: true, filledQuantity: "10" });
    },
  },
  {
    id: "BR-400",
    title: "an order may fill in parts, and each is heard",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.addFault(venue.broker, "place", { kind: "partial-fill", quantity: 4 });
      const order = venue.order();
      const { brokerOrderId } = await venue.connection.place(order);
      await log.until(() => log.of(order).status === "partially-filled");
      expect(log.of(order).filledQuantity).toBe("4");
      await venue.control.fill(venue.broker, brokerOrderId, 3);
      await log.until(() => log.of(order).filledQuantity === "7");
      await venue.control.setPrice(venue.symbol, Number(order.limitPrice));
      await log.until(() => log.of(order).status === "filled");
      expect(log.of(order).filledQuantity).toBe("10");
    },
  },
  {
    id: "BR-405",
    title: "what is cancelled after part of it filled keeps that part",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.addFault(venue.broker, "place", { kind: "partial-fill", quantity: 4 });
      const order = venue.order();
      const handle = await venue.connection.place(order);
      await venue.connection.cancel(handle);
      await log.until(() => log.of(order).status === "cancelled");
      expect(log.of(order).filledQuantity).toBe("4");
      expect(await venue.look(order)).toMatchObject({ status: "cancelled", filledQuantity: "4" });
    },
  },
  {
    id: "BR-410",
    title: "an update that comes twice changes nothing",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.addFault(venue.broker, "update", { kind: "update-twice" }, 10);
      const order = venue.market();
      await venue.connection.place(order);
      await log.until(() => log.reports.filter((report) => report.status === "filled").length === 2);
      expect(log.of(order)).toMatchObject({ status: "filled", filledQuantity: "10", hasLateFill: false });
    },
  },
  {
    id: "BR-420",
    title: "an update that comes after the one that follows it takes nothing back",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.addFault(venue.broker, "update", { kind: "update-later" });
      const order = venue.market();
      await venue.connection.place(order);
      await log.until(() => log.reports.some((report) => report.status === "filled") && log.reports.length >= 3);
      expect(log.reports[0]?.status).not.toBe("submitted");
      expect(log.of(order)).toMatchObject({ status: "filled", filledQuantity: "10" });
    },
  },
  {
    id: "BR-430",
    title: "an update that never comes is found in the order book",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.addFault(venue.broker, "update", { kind: "update-never" }, 10);
      const order = venue.market();
      await venue.connection.place(order);
      expect(await venue.look(order)).toMatchObject({ status: "filled", filledQuantity: "10" });
      expect(log.reports).toEqual([]);
    },
  },
  {
    id: "BR-440",
    title: "an order that was taken may be refused by the exchange a moment later",
    run: async (venue) => {
      const log = await venue.listen();
      const reason = "The price is outside the day's range.";
      await venue.control.addFault(venue.broker, "place", { kind: "late-reject", reason });
      const order = venue.order();
      await venue.connection.place(order);
      await log.until(() => log.of(order).status === "rejected");
      expect((await venue.look(order)).status).toBe("rejected");
    },
  },
  {
    id: "BR-600",
    title: "a stream that breaks comes back by itself, and what was missed is in the order book",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.disconnect(venue.broker);
      await log.until(() => log.states.includes("waiting"));
      const order = venue.market();
      await venue.connection.place(order);
      await log.until(() => log.states.filter((state) => state === "open").length === 2);
      expect((await venue.look(order)).status).toBe("filled");
      const next = venue.market();
      await venue.connection.place(next);
      await log.until(() => log.of(next).status === "filled");
    },
  },
  {
    id: "BR-610",
    title: "a stream whose session is over ends instead of knocking for ever",
    needs: ({ session }) => session === "daily",
    run: async (venue) => {
      const log = await venue.listen();
      await venue.control.expire(venue.broker);
      await log.until(() => log.states.at(-1) === "closed");
    },
  },
  {
    id: "BR-620",
    title: "prices are heard, exactly, and again after the stream broke",
    needs: ({ features }) => features.marketData === "native",
    run: async (venue) => {
      const prices: string[] = [];
      const states: string[] = [];
      const stream = venue.connection.streamPrices({
        onItem: ({ token, price }) => {
          if (token === venue.instrument().token) prices.push(price);
        },
        onState: (state) => states.push(state),
      });
      try {
        const log = await venue.listen();
        stream.watch([venue.instrument()]);
        await log.until(() => states.includes("open"));
        await venue.control.setPrice(venue.symbol, venue.price + 1.05);
        await log.until(() => prices.includes(String(decimal(venue.price + 1.05))));
        await venue.control.disconnect(venue.broker);
        await log.until(() => states.filter((state) => state === "open").length === 2);
        await venue.control.setPrice(venue.symbol, venue.price + 2.1);
        await log.until(() => prices.includes(String(decimal(venue.price + 2.1))));
      } finally {
        stream.close();
      }
    },
  },
  {
    id: "BR-630",
    title: "trades are heard with their units, once each, and the history holds the same",
    needs: ({ features }) => features.marketData === "native",
    run: async (venue) => {
      const minute = 60_000;
      const builder = new BarBuilder(sessionSlots(calendars.always, minute));
      const heard: number[] = [];
      let isOpen = false;
      let isCounting = false;
      const stream = venue.connection.streamPrices({
        onItem: ({ token, trade }) => {
          if (token !== venue.instrument().token || trade === null) return;
          heard.push(trade.price);
          // what is told first was traded before; a total is what the next one is counted from
          if (isCounting || trade.volume?.kind === "total") builder.push(trade);
        },
        onState: (state) => {
          isOpen = state === "open";
        },
      });
      const from = Math.floor(Date.now() / minute) * minute;
      const history = () =>
        venue.connection.readBars(venue.instrument(), { timeframe: "1m", from, to: Date.now() + minute });
      const units = (bars: readonly { readonly volume: number }[]) => bars.reduce((sum, bar) => sum + bar.volume, 0);
      try {
        const log = await venue.listen();
        stream.watch([venue.instrument()]);
        await log.until(() => isOpen && heard.length > 0);
        isCounting = true;
        const before = units(await history());
        const prices = [3, 1, 5, 2].map((step) => venue.price + step);
        for (const price of prices) await venue.control.setPrice(venue.symbol, price);
        // asked for again, it is told again, and counts once
        stream.watch([venue.instrument()]);
        await log.until(() => heard.filter((price) => price === prices.at(-1)).length >= 2);
        const built = builder.close(Number.POSITIVE_INFINITY);
        const bars = await history();
        expect(units(built)).toBe(units(bars) - before);
        expect(built.at(-1)?.close).toBe(prices.at(-1));
        expect(bars.at(-1)?.close).toBe(prices.at(-1));
        expect(Math.max(...built.map(({ high }) => high))).toBe(venue.price + 5);
      } finally {
        stream.close();
      }
    },
  },
  {
    id: "BR-640",
    title: "a trade that the exchange corrects or takes back is corrected in the bar that is being built",
    needs: ({ features }) => features.tradeAmendments === "native",
    run: async (venue) => {
      const builder = new BarBuilder(sessionSlots(calendars.always, 60_000));
      const names = new Map<number, string>();
      let amended = 0;
      const stream = venue.connection.streamPrices({
        onItem: ({ token, trade, amends }) => {
          if (token !== venue.instrument().token) return;
          if (amends !== undefined) {
            amended += 1;
            builder.amend(amends, trade);
          } else if (trade !== null) {
            names.set(trade.price, trade.id ?? "");
            builder.push(trade);
          }
        },
        onState: () => undefined,
      });
      const nameOf = (price: number): number => Number(names.get(price));
      try {
        const log = await venue.listen();
        stream.watch([venue.instrument()]);
        await log.until(() => names.size > 0);
        const [wrong, never, good] = [venue.price + 50, venue.price + 40, venue.price + 2];
        for (const price of [wrong, never, good]) await venue.control.setPrice(venue.symbol, price);
        await log.until(() => names.has(good));
        await venue.control.amendTrade(venue.symbol, nameOf(wrong), venue.price + 5);
        await venue.control.amendTrade(venue.symbol, nameOf(never), null);
        await log.until(() => amended === 2);
        const built = builder.close(Number.POSITIVE_INFINITY);
        expect(Math.max(...built.map(({ high }) => high))).toBe(venue.price + 5);
        expect(built.at(-1)?.close).toBe(good);
      } finally {
        stream.close();
      }
    },
  },
];
