import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { Card } from "../card.ts";
import { OrderLog } from "../venue.ts";

const gateway = "<html><body>502 Bad Gateway</body></html>";

export const troubleCards: readonly Card[] = [
  {
    id: "BR-500",
    title: "an order whose answer was lost is unknown, is found by our id, and exists once",
    run: async (venue) => {
      const order = venue.market();
      await venue.control.addFault(venue.broker, "place", { kind: "lose-response" });
      expect((await venue.failureOf(venue.connection.place(order))).kind).toBe("unknown");
      expect(await venue.connection.findOrder(order)).toMatchObject({ status: "filled" });
      expect(await venue.control.placedBy(venue.account.id)).toHaveLength(1);
    },
  },
  {
    id: "BR-510",
    title: "an order that was lost on its way is unknown, too, and is not found",
    run: async (venue) => {
      const order = venue.market();
      await venue.control.addFault(venue.broker, "place", { kind: "lose-request" });
      expect((await venue.failureOf(venue.connection.place(order))).kind).toBe("unknown");
      expect(await venue.connection.findOrder(order)).toBeNull();
    },
  },
  {
    id: "BR-520",
    title: "an order whose answer does not come in time is unknown, and is found by our id",
    run: async (venue) => {
      const order = venue.market();
      await venue.control.addFault(venue.broker, "place", { kind: "late-response", milliseconds: 1_000 });
      expect((await venue.failureOf(venue.connection.place(order))).kind).toBe("unknown");
      expect(await venue.connection.findOrder(order)).toMatchObject({ status: "filled" });
    },
  },
  {
    id: "BR-525",
    title: "an order that arrives after we gave up is found later, once",
    run: async (venue) => {
      const order = venue.market();
      await venue.control.addFault(venue.broker, "place", { kind: "late-request", milliseconds: 700 });
      expect((await venue.failureOf(venue.connection.place(order))).kind).toBe("unknown");
      expect(await venue.connection.findOrder(order)).toBeNull();
      const log = await venue.listen();
      await log.until(() => log.of(order).status === "filled");
      expect(await venue.control.placedBy(venue.account.id)).toHaveLength(1);
    },
  },
  {
    id: "BR-530",
    title: "a gateway's error page says nothing of the order: it is unknown, and was taken here",
    run: async (venue) => {
      const order = venue.market();
      await venue.control.addFault(venue.broker, "place", { kind: "status-after", status: 502, body: gateway });
      expect((await venue.failureOf(venue.connection.place(order))).kind).toBe("unknown");
      expect(await venue.connection.findOrder(order)).toMatchObject({ status: "filled" });
    },
  },
  {
    id: "BR-535",
    title: "a cancel whose answer was lost is unknown, and the order book tells",
    run: async (venue) => {
      const order = venue.order();
      const handle = await venue.connection.place(order);
      await venue.control.addFault(venue.broker, "cancel", { kind: "lose-response" });
      expect((await venue.failureOf(venue.connection.cancel(handle))).kind).toBe("unknown");
      expect((await venue.look(order)).status).toBe("cancelled");
    },
  },
  {
    id: "BR-540",
    title: "too many requests: surely not done, and it is said when to come back",
    run: async (venue) => {
      const order = venue.market();
      await venue.control.addFault(venue.broker, "place", {
        kind: "status",
        status: 429,
        body: gateway,
        retryAfter: 1,
      });
      expect(await venue.failureOf(venue.connection.place(order))).toMatchObject({
        kind: "rate-limited",
        retryAfterMilliseconds: 1_000,
      });
      expect(await venue.control.placedBy(venue.account.id)).toEqual([]);
      const began = Date.now();
      await venue.connection.place(order);
      expect(Date.now() - began).toBeGreaterThan(900);
    },
  },
  {
    id: "BR-550",
    title: "a broker that cannot be reached: surely not done",
    run: async (venue) => {
      const nobody = createServer().listen(0, "127.0.0.1");
      await new Promise((resolve) => nobody.once("listening", resolve));
      const { port } = nobody.address() as AddressInfo;
      await new Promise((resolve) => nobody.close(resolve));
      const endpoints = venue.adapter.simulatedEndpoints(`http://127.0.0.1:${port}`);
      const connection = venue.adapter.connect({ ...venue.access, endpoints }, venue.session);
      expect((await venue.failureOf(connection.place(venue.market()))).kind).toBe("unreachable");
      connection.close();
    },
  },
  {
    id: "BR-560",
    title: "an id of ours that is used again is refused, and there is one order",
    needs: ({ refusesRepeatedClientIds }) => refusesRepeatedClientIds,
    run: async (venue) => {
      const order = venue.market();
      await venue.connection.place(order);
      expect((await venue.failureOf(venue.connection.place(order))).kind).toBe("rejected");
      expect(await venue.control.placedBy(venue.account.id)).toHaveLength(1);
    },
  },
  {
    id: "BR-570",
    title: "a session with credentials that are none any more gives no stream",
    run: async (venue) => {
      const { adapter, access, session } = venue;
      const credentials = Object.fromEntries(Object.keys(access.credentials).map((key) => [key, "gone"]));
      const connection = adapter.connect({ ...access, credentials }, { ...session, token: session.token && "gone" });
      const log = new OrderLog();
      const stream = connection.streamOrders({
        onItem: (report) => log.reports.push(report),
        onState: (state) => log.states.push(state),
      });
      await log.until(() => log.states.at(-1) === "closed");
      stream.close();
      connection.close();
    },
  },
  {
    id: "BR-700",
    title: "a postback is read where its signature is right, and only there",
    needs: ({ features }) => features.postbacks === "native",
    run: async (venue, { open }) => {
      const bodies: string[] = [];
      const receiver = createServer((request, response) => {
        request.on("data", (chunk: Buffer) => bodies.push(String(chunk)));
        request.on("end", () => response.end());
      }).listen(0, "127.0.0.1");
      await new Promise((resolve) => receiver.once("listening", resolve));
      const { port } = receiver.address() as AddressInfo;
      try {
        const own = await open({ broker: venue.broker, postbackUrl: `http://127.0.0.1:${port}/` });
        const order = own.market();
        const log = await own.listen();
        await own.connection.place(order);
        await log.until(() => bodies.length > 0);
        const body = bodies[0] ?? "";
        expect(own.adapter.readPostback(own.access, body)).toMatchObject({
          clientOrderId: order.clientOrderId,
          status: "filled",
          filledQuantity: "10",
        });
        const [, checksum = ""] = /"checksum":"([0-9a-f]{64})"/.exec(body) ?? [];
        const forged = body.replace(
          checksum,
          checksum.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
        );
        expect(own.adapter.readPostback(own.access, forged)).toBeNull();
        expect(venue.adapter.readPostback(venue.access, body)).toBeNull();
        expect(own.adapter.readPostback(own.access, "not json")).toBeNull();
      } finally {
        receiver.closeAllConnections();
        receiver.close();
      }
    },
  },
  {
    id: "BR-900",
    title: "however many orders are wanted at once, no second sees more than the broker allows",
    needs: ({ rates }) => rates.some((rule) => rule.scope === "orders" && rule.perMilliseconds === 1_000),
    run: async (venue) => {
      const rule = venue.adapter.capabilities.rates.find(
        (one) => one.scope === "orders" && one.perMilliseconds === 1_000,
      );
      const allowed = rule?.calls ?? 0;
      const count = allowed + 4;
      await Promise.all(Array.from({ length: count }, () => venue.connection.place(venue.order())));
      const times = (await venue.control.placedBy(venue.account.id)).map((event) => event.at);
      expect(times).toHaveLength(count);
      for (const time of times)
        expect(times.filter((at) => at >= time && at < time + 1_000).length).toBeLessThanOrEqual(allowed);
    },
  },
];
