import { once } from "node:events";
import { KiteConnect, KiteTicker } from "kiteconnect";
import { passLoginPage } from "../log-in.ts";
import { SimulatorControl } from "../simulator-control.ts";

// A program of its own: the vendor's ticker is one per process, and ends the process when it gives up. Prints what it saw.
const [, , root = "", apiKey = "", apiSecret = ""] = process.argv;
const control = new SimulatorControl(root);
const seen: Record<string, unknown> = {};

const kite = new KiteConnect({ api_key: apiKey, root: `${root}/kite` });
const grant = await passLoginPage({
  loginPage: () => kite.getLoginURL().replace("https://kite.zerodha.com", `${root}/kite`),
});
const session = await kite.generateSession(grant["request_token"] ?? "", apiSecret);
kite.setAccessToken(session.access_token);
seen["profile"] = (await kite.getProfile()).user_id;
seen["instruments"] = (await kite.getInstruments("NSE" as never)).map((one) => [
  one.tradingsymbol,
  one.lot_size,
  one.tick_size,
]);

const limit = {
  exchange: "NSE",
  tradingsymbol: "INFY",
  transaction_type: "BUY",
  quantity: 5,
  product: "CNC",
  order_type: "LIMIT",
  price: 1_490,
  validity: "DAY",
  tag: "vendor1",
} as const;
const placed = await kite.placeOrder("regular", limit);
await kite.modifyOrder("regular", placed.order_id, { quantity: 7, price: 1_491, order_type: "LIMIT" });
seen["modified"] = (await kite.getOrders()).map((one) => [one.status, one.quantity, one.price, one.tag]);
await kite.cancelOrder("regular", placed.order_id);
seen["history"] = (await kite.getOrderHistory(placed.order_id)).at(-1)?.status;
seen["refusal"] = await kite.placeOrder("regular", { ...limit, order_type: "MARKET" }).then(
  () => null,
  (error: { error_type: string }) => error.error_type,
);

const token = 1_594 * 256 + 1;
const ticks: unknown[] = [];
const updates: unknown[] = [];
let connections = 0;
// the published types leave the address out
const settings = { root: `${root.replace("http", "ws")}/kite/ticker`, reconnect: true, max_retry: 10, max_delay: 5 };
const ticker = new KiteTicker({ api_key: apiKey, access_token: session.access_token, ...settings });
ticker.on("connect", () => {
  connections += 1;
  ticker.subscribe([token]);
  ticker.setMode(ticker.modeFull, [token]);
});
ticker.on("ticks", (given: readonly unknown[]) => ticks.push(...given));
ticker.on("order_update", (update: { status: string; filled_quantity: number }) =>
  updates.push([update.status, update.filled_quantity]),
);
const reconnecting = new Promise<void>((resolve) => ticker.on("reconnect", () => resolve()));
ticker.connect();
// What is subscribed comes in the quote mode until the mode that was asked for arrives.
const fullTick = (): unknown => ticks.find((tick) => (tick as { mode: string }).mode === "full");
await until(() => fullTick() !== undefined);
seen["fullTick"] = fullTick();
await kite.placeOrder("regular", { ...limit, price: 1_500, tag: "vendor2" });
await until(() => updates.length >= 3);
seen["updates"] = updates.splice(0);
seen["positions"] = (await kite.getPositions()).net.map((one) => [one.tradingsymbol, one.quantity, one.average_price]);
seen["available"] = ((await kite.getMargins("equity")) as { net: number }).net;

await control.disconnect("zerodha");
await reconnecting;
await until(() => connections === 2);
ticks.length = 0;
await control.setPrice("INFY", 1_505.5);
await until(() => ticks.some((tick) => (tick as { last_price: number }).last_price === 1_505.5));
seen["connections"] = connections;
// India's clock, as text: of a Date the vendor's client takes the machine's own
const inIndia = (minutes: number): string =>
  new Date(Date.now() + (330 + minutes) * 60_000).toISOString().slice(0, 19).replace("T", " ");
const candles = await kite.getHistoricalData(token, "minute", inIndia(-2), inIndia(1), false);
seen["lastCandle"] = (candles.at(-1) as unknown as { close: number }).close;

process.stdout.write(JSON.stringify(seen));
// not ticker.disconnect(): the vendor's client ends the process with an error there
if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
process.exit(0);

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not seen: ${isSo.toString()} after ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
