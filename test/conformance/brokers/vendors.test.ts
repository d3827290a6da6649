import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Alpaca, streaming } from "@alpacahq/alpaca-trade-api";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { SimulatorControl } from "./simulator-control.ts";

// The vendors' own clients know nothing of us: what they can do with a simulator, it does as the broker does.
let simulators: SimulatorServer;
let control: SimulatorControl;
beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null });
  control = new SimulatorControl(simulators.url);
});
afterAll(async () => {
  await simulators.close();
});

test("kiteconnect logs in, trades, listens to its ticker, is cut off and comes back", async () => {
  const { key, secret, cash } = await control.openAccount({ broker: "zerodha" });
  await control.setPrice("INFY", 1_500);
  const program = fileURLToPath(new URL("./vendors/kite-client.ts", import.meta.url));
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const parameters = ["--import", "tsx", program, simulators.url, key, secret];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, {
    cwd: root,
    env: { ...process.env, TSX_TSCONFIG_PATH: "test/tsconfig.json", NODE_NO_WARNINGS: "1" },
    timeout: 40_000,
  });
  const seen = JSON.parse(stdout) as Record<string, unknown>;
  expect(seen).toMatchObject({
    profile: "SIM001",
    modified: [["OPEN", 7, 1_491, "vendor1"]],
    history: "CANCELLED",
    refusal: "OrderException",
    fullTick: {
      mode: "full",
      tradable: true,
      instrument_token: 1_594 * 256 + 1,
      last_price: 1_500,
      depth: { buy: expect.arrayContaining([{ quantity: 1, price: 1_500, orders: 1 }]) },
    },
    updates: [
      ["PUT ORDER REQ RECEIVED", 0],
      ["OPEN", 0],
      ["COMPLETE", 5],
    ],
    positions: [["INFY", 5, 1_500]],
    available: cash - 5 * 1_500,
    connections: 2,
    lastCandle: 1_505.5,
  });
  expect(seen["instruments"]).toContainEqual(["INFY", 1, 0.05]);
});

describe("@alpacahq/alpaca-trade-api", () => {
  const client = async () => {
    const { key, secret, cash } = await control.openAccount({ broker: "alpaca" });
    await control.setPrice("AAPL", 250);
    const redirected = (url: string): string =>
      url
        .replace("https://paper-api.alpaca.markets", `${simulators.url}/alpaca`)
        .replace("https://data.alpaca.markets", `${simulators.url}/alpaca/data`);
    const alpaca = new Alpaca({
      keyId: key,
      secret,
      retry: false,
      fetchApi: (input, init) => fetch(redirected(String(input)), init),
    });
    const streams = `${simulators.url.replace("http", "ws")}/alpaca`;
    return { alpaca, credentials: { keyId: key, secret }, streams, cash };
  };
  const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 8_000, interval: 10 });

  test("trades over REST", async () => {
    const { alpaca, cash } = await client();
    expect((await alpaca.trading.account.getAccount()).buyingPower).toBe(String(cash));
    const order = { symbol: "AAPL", qty: 3, side: "buy", limitPrice: 240, clientOrderId: "vendor1" } as const;
    const resting = await alpaca.trading.orders.limit(order);
    expect(resting).toMatchObject({ status: "new", qty: "3", limitPrice: "240", clientOrderId: "vendor1" });
    const changed = await alpaca.trading.orders.patchOrderByOrderId({
      orderId: resting.id ?? "",
      patchOrderRequest: { limitPrice: "241" },
    });
    expect(changed).toMatchObject({ replaces: resting.id, limitPrice: "241", qty: "3" });
    await alpaca.trading.orders.deleteOrderByOrderID({ orderId: changed.id ?? "" });
    const all = await alpaca.trading.orders.getAllOrders({ status: "all" });
    expect(all.map(({ status }) => status)).toEqual(["canceled", "replaced"]);
    await expect(alpaca.trading.orders.limit(order)).rejects.toThrow(/unique/);
    await alpaca.trading.orders.market({ symbol: "AAPL", qty: 2, side: "buy" });
    expect(await alpaca.trading.positions.getAllOpenPositions()).toMatchObject([{ symbol: "AAPL", qty: "2" }]);
  });

  test("listens to trade updates, is cut off and comes back", async () => {
    const { alpaca, credentials, streams } = await client();
    const events: unknown[] = [];
    const states: string[] = [];
    const stream = new streaming.TradingStream({ credentials, url: `${streams}/stream`, initialReconnectMs: 100 });
    stream.onTradeUpdate((update) => events.push([update.event, update.order.filledQty]));
    stream.on(streaming.EVENT.STATE_CHANGE, (state: string) => states.push(state));
    stream.subscribeTradeUpdates();
    stream.connect();
    const authenticated = () => states.filter((state) => state === "authenticated").length;
    await until(() => authenticated() === 1);
    await alpaca.trading.orders.market({ symbol: "AAPL", qty: 2, side: "buy" });
    await until(() => events.length === 3);
    expect(events).toEqual([
      ["pending_new", "0"],
      ["new", "0"],
      ["fill", "2"],
    ]);
    await control.disconnect("alpaca");
    await until(() => authenticated() === 2);
    await alpaca.trading.orders.market({ symbol: "AAPL", qty: 1, side: "sell" });
    await until(() => events.length === 6);
    stream.disconnect();
  });

  test("listens to the market in MessagePack, is cut off and comes back", async () => {
    const { credentials, streams } = await client();
    const prices: number[] = [];
    const states: string[] = [];
    const stream = new streaming.StockDataStream({
      credentials,
      url: `${streams}/data/v2/iex`,
      initialReconnectMs: 100,
    });
    stream.onTrade((trade) => prices.push(trade.price));
    stream.on(streaming.EVENT.STATE_CHANGE, (state: string) => states.push(state));
    stream.subscribeForTrades(["AAPL"]);
    stream.connect();
    await until(() => prices.includes(250));
    await control.setPrice("AAPL", 251.25);
    await until(() => prices.includes(251.25));
    await control.disconnect("alpaca");
    await until(() => states.filter((state) => state === "authenticated").length === 2);
    await control.setPrice("AAPL", 252.5);
    await until(() => prices.includes(252.5));
    stream.disconnect();
  });
});
