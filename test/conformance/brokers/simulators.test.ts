import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { KiteTicker } from "kiteconnect";
import { afterEach, expect, test } from "vitest";
import { alpaca } from "@/server/brokers/alpaca/alpaca.ts";
import { readKiteTicks } from "@/server/brokers/zerodha/read-kite-ticks.ts";
import { zerodha } from "@/server/brokers/zerodha/zerodha.ts";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { SimulatorControl } from "./simulator-control.ts";
import { Venue } from "./venue.ts";

const folders: string[] = [];
let running: SimulatorServer | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function start(journal: string | null): Promise<SimulatorControl> {
  running = await startSimulators({ port: 0, journal });
  return new SimulatorControl(running.url);
}

test("a simulator that is started again has the accounts, sessions, orders and positions of before", async () => {
  const folder = mkdtempSync(join(tmpdir(), "simulators-"));
  folders.push(folder);
  const file = join(folder, "journal.jsonl");
  const venue = await Venue.open(zerodha, await start(file));
  await venue.connection.place(venue.market());
  const resting = venue.order();
  await venue.connection.place(resting);
  const before = [await venue.connection.listOrders(), await venue.connection.listPositions()];
  await running?.close();

  // a process that was killed while it wrote
  appendFileSync(file, '{"kind":"order-cancelled","bro');
  const control = await start(file);
  await control.setPrice(venue.symbol, venue.price);
  const again = zerodha.connect(
    { ...venue.access, endpoints: zerodha.simulatedEndpoints(control.root) },
    venue.session,
  );
  expect([await again.listOrders(), await again.listPositions()]).toEqual(before);
  await control.setPrice(venue.symbol, venue.price - 10);
  expect((await again.findOrder(resting))?.status).toBe("filled");
  again.close();
  venue.close();
});

test("what only tests may do is refused to whoever does not say that it is one, as a web page cannot", async () => {
  const { root } = await start(null);
  const open = (headers: Record<string, string>) =>
    fetch(`${root}/control/accounts`, { method: "POST", headers, body: JSON.stringify({ broker: "alpaca" }) });
  expect((await open({})).status).toBe(403);
  expect((await open({ "x-simulators": "control" })).status).toBe(200);
});

test("nothing but the own machine is listened to", async () => {
  const { root } = await start(null);
  expect(new URL(root).hostname).toBe("127.0.0.1");
});

test("positions are bought, turned and closed as the trades say", async () => {
  const venue = await Venue.open(alpaca, await start(null));
  const trade = async (side: "buy" | "sell", count: number, price: number) => {
    await venue.control.setPrice(venue.symbol, price);
    for (let part = 0; part < count; part += 1) await venue.connection.place(venue.market({ side }));
    const [position] = await venue.connection.listPositions();
    return position === undefined ? null : [position.quantity, position.averagePrice];
  };
  expect(await trade("buy", 1, 100)).toEqual(["10", "100"]);
  expect(await trade("buy", 1, 110)).toEqual(["20", "105"]);
  expect(await trade("sell", 3, 120)).toEqual(["-10", "120"]);
  expect(await trade("buy", 1, 118)).toBeNull();
  // 20 x (120 - 105) and 10 x (120 - 118)
  expect((await venue.connection.readFunds()).cash).toBe(String(venue.account.cash + 300 + 20));
  venue.close();
});

test("our reader of Kite's ticker sees what the vendor's own reader sees", () => {
  const vendor = new KiteTicker({ api_key: "k", access_token: "t" });
  const packet = fc
    .constantFrom(8, 28, 32, 44, 184)
    .chain((length) =>
      fc.tuple(
        fc.constantFrom(1, 2, 3, 4, 6, 7, 9),
        fc.nat(2 ** 22),
        fc.uint8Array({ minLength: length, maxLength: length }),
      ),
    );
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 4 }), (packets) => {
      const parts = packets.flatMap(([segment, number, bytes]) => {
        const body = Buffer.from(bytes);
        body.writeInt32BE(number * 256 + segment, 0);
        // prices are positive and below what 32 bits hold
        for (let at = 4; at < body.length; at += 4) body[at] = (body[at] as number) & 0x3f;
        const size = Buffer.alloc(2);
        size.writeInt16BE(body.length);
        return [size, body];
      });
      const count = Buffer.alloc(2);
      count.writeInt16BE(packets.length);
      const frame = Buffer.concat([count, ...parts]);
      // the published types leave the reader out
      const { parseBinary } = vendor as unknown as { parseBinary: (bytes: ArrayBuffer) => unknown };
      const theirs = parseBinary(new Uint8Array(frame).buffer) as {
        instrument_token: number;
        last_price: number;
        exchange_timestamp?: Date | null;
        depth?: { buy: { price: number }[]; sell: { price: number }[] };
      }[];
      const ours = readKiteTicks(frame).map(({ token, price, time, bid, ask }) => [
        Number(token),
        Number(price),
        time,
        bid === null ? undefined : Number(bid),
        ask === null ? undefined : Number(ask),
      ]);
      expect(ours).toEqual(
        theirs.map(({ instrument_token, last_price, exchange_timestamp, depth }) => [
          instrument_token,
          last_price,
          exchange_timestamp?.getTime() ?? null,
          depth?.buy[0]?.price,
          depth?.sell[0]?.price,
        ]),
      );
    }),
  );
});
