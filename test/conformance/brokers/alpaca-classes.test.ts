import { Alpaca } from "@alpacahq/alpaca-trade-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { SimulatorControl } from "./simulator-control.ts";

// Orders that belong together at the simulated Alpaca, by the vendor's own client where it can ask for them.
let simulators: SimulatorServer;
let control: SimulatorControl;
beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null });
  control = new SimulatorControl(simulators.url);
});
afterAll(async () => {
  await simulators.close();
});

async function open() {
  const { key: keyId, secret } = await control.openAccount({ broker: "alpaca" });
  await control.setPrice("AAPL", 250);
  const root = `${simulators.url}/alpaca`;
  const redirected = (url: string): string => url.replace("https://paper-api.alpaca.markets", root);
  const { orders } = new Alpaca({
    keyId,
    secret,
    retry: false,
    fetchApi: (input, init) => fetch(redirected(String(input)), init),
  }).trading;
  const ask = async (body: object): Promise<unknown> => {
    const headers = { "APCA-API-KEY-ID": keyId, "APCA-API-SECRET-KEY": secret };
    const response = await fetch(`${root}/v2/orders`, { method: "POST", headers, body: JSON.stringify(body) });
    const { code, message } = z
      .object({ code: z.number().optional(), message: z.string().optional() })
      .parse(await response.json());
    return response.ok ? "taken" : [response.status, code, message];
  };
  const states = async () => {
    const [first] = await orders.getAllOrders({ status: "all", nested: true });
    return [first, ...(first?.legs ?? [])].map((one) => [one?.type, one?.status]);
  };
  return { orders, ask, states };
}

const exits = { takeProfit: { limitPrice: 260 }, stopLoss: { stopPrice: 240 } } as const;
const entry = { symbol: "AAPL", qty: 10, side: "buy", timeInForce: "gtc" } as const;

test("the legs of a bracket are held until the whole entry has filled, and then one takes the other back", async () => {
  const { orders, states } = await open();
  const placed = await orders.bracket({ ...entry, limitPrice: 249, ...exits });
  expect(placed).toMatchObject({
    orderClass: "bracket",
    status: "new",
    legs: [{ status: "held" }, { status: "held" }],
  });
  await control.fill("alpaca", placed.id ?? "", 4);
  expect(await states()).toEqual([
    ["limit", "partially_filled"],
    ["limit", "held"],
    ["stop", "held"],
  ]);
  // what is held does not trade, wherever the price is
  await control.setPrice("AAPL", 265);
  await control.setPrice("AAPL", 249);
  expect(await states()).toEqual([
    ["limit", "filled"],
    ["limit", "new"],
    ["stop", "held"],
  ]);
  await control.setPrice("AAPL", 240);
  expect(await states()).toEqual([
    ["limit", "filled"],
    ["limit", "canceled"],
    ["stop", "filled"],
  ]);
});

test("a bracket that is cancelled before it has filled leaves nothing", async () => {
  const { orders, states } = await open();
  const { id = "" } = await orders.bracket({ ...entry, limitPrice: 249, ...exits });
  await orders.deleteOrderByOrderID({ orderId: id });
  expect(await states()).toEqual([
    ["limit", "canceled"],
    ["limit", "canceled"],
    ["stop", "canceled"],
  ]);
});

test("an OTO has one leg, which goes out once its entry has filled, and cannot be replaced", async () => {
  const { orders, states } = await open();
  const { legs } = await orders.oto({ ...entry, stopLoss: exits.stopLoss });
  expect(await states()).toEqual([
    ["market", "filled"],
    ["stop", "held"],
  ]);
  const change = { orderId: legs?.[0]?.id ?? "", patchOrderRequest: { stopPrice: "245" } };
  await expect(orders.patchOrderByOrderId(change)).rejects.toThrow(/cannot be replaced/);
  await control.setPrice("AAPL", 240);
  expect(await states()).toEqual([
    ["market", "filled"],
    ["stop", "filled"],
  ]);
});

test("orders that belong together are listed apart unless asked for nested, and a replaced leg stays in its pair", async () => {
  const { orders, states } = await open();
  await orders.market({ ...entry });
  const placed = await orders.oco({ ...entry, side: "sell", ...exits, clientOrderId: "ours" });
  expect(placed).toMatchObject({
    clientOrderId: "ours",
    status: "new",
    limitPrice: "260",
    legs: [{ type: "stop", status: "held" }],
  });
  const stop = placed.legs?.[0]?.id ?? "";
  const moved = await orders.patchOrderByOrderId({ orderId: stop, patchOrderRequest: { stopPrice: "245" } });
  expect(moved).toMatchObject({ replaces: stop, stopPrice: "245", status: "held" });
  await expect(
    orders.patchOrderByOrderId({ orderId: moved.id ?? "", patchOrderRequest: { qty: "5" } }),
  ).rejects.toThrow(/qty/);
  await expect(
    orders.patchOrderByOrderId({ orderId: placed.id ?? "", patchOrderRequest: { stopPrice: "245" } }),
  ).rejects.toThrow("limit orders must not have stop_price");
  const flat = await orders.getAllOrders({ status: "open" });
  expect(flat.map(({ type, legs }) => [type, legs ?? null])).toEqual([
    ["stop", null],
    ["limit", null],
  ]);
  await control.setPrice("AAPL", 245);
  expect(await states()).toEqual([
    ["limit", "canceled"],
    ["stop", "filled"],
  ]);
});

const body = { symbol: "AAPL", qty: "10", side: "sell", type: "limit", time_in_force: "gtc", order_class: "oco" };
const both = { take_profit: { limit_price: "260" }, stop_loss: { stop_price: "240" } };

test.each([
  ["without a target", { ...body, stop_loss: both.stop_loss }, /^oco orders require take_profit/],
  ["without a stop", { ...body, take_profit: both.take_profit }, /^oco orders require stop_loss/],
  ["that is no limit order", { ...body, ...both, type: "market" }, /^oco orders must be limit/],
  ["for immediate execution", { ...body, ...both, time_in_force: "ioc" }, /must be day or gtc/],
  ["outside of the hours", { ...body, ...both, time_in_force: "day", extended_hours: true }, /extended_hours/],
  ["of a fraction", { ...body, ...both, qty: "9.5" }, /^fractional orders must be simple/],
  ["of more than is held", { ...body, ...both, qty: "11" }, /^insufficient qty available/],
  [
    "that would open a position",
    { ...body, side: "buy", take_profit: { limit_price: "240" }, stop_loss: { stop_price: "260" } },
    /must be exit/,
  ],
  [
    "with the stop above the target",
    { ...body, take_profit: { limit_price: "239" }, stop_loss: { stop_price: "240" } },
    /^stop_loss.stop_price must be <=/,
  ],
  ["with a price of less than a cent", { ...body, ...both, stop_loss: { stop_price: "240.001" } }, /sub-penny/],
  [
    "as a bracket that closes",
    {
      ...body,
      order_class: "bracket",
      take_profit: { limit_price: "240" },
      stop_loss: { stop_price: "260.01" },
      limit_price: "250",
    },
    /^bracket orders must be entry/,
  ],
  [
    "as a bracket with its target on the wrong side",
    {
      ...body,
      order_class: "bracket",
      side: "buy",
      type: "market",
      take_profit: { limit_price: "250" },
      stop_loss: { stop_price: "240" },
    },
    /^take_profit.limit_price must be >=/,
  ],
  [
    "as an OTO with both",
    { ...body, order_class: "oto", side: "buy", type: "market", ...both },
    /^oto orders require either/,
  ],
])("an order %s is refused, and nothing is placed", async (_what, asked, reason) => {
  const { orders, ask } = await open();
  await orders.market({ ...entry });
  expect(await ask(asked)).toEqual([expect.any(Number), expect.any(Number), expect.stringMatching(reason)]);
  expect(await orders.getAllOrders({ status: "all" })).toHaveLength(1);
  expect(await ask({ ...body, ...both })).toBe("taken");
});
