import { randomUUID } from "node:crypto";
import { UpdatePipe } from "../core/faults.ts";
import { SimBroker, type SimSurroundings } from "../core/sim-broker.ts";
import type { SimAccount } from "../core/sim-event.ts";
import { jsonResponse, type SimRequest, type SimResponse, type SimRoute } from "../core/sim-http.ts";
import { isWorking, type SimOrder } from "../core/sim-order.ts";
import type { SimSkin } from "../core/sim-skin.ts";
import { alpacaBars } from "./alpaca-bars.ts";
import { alpacaInstruments } from "./alpaca-instruments.ts";
import { alpacaMarketData } from "./alpaca-market-data.ts";
import { type AlpacaRow, alpacaOrderRow, iso } from "./alpaca-order-row.ts";
import { type AlpacaRequest, clientIdOf, ownAlpacaOrder, readAlpacaChange, readAlpacaOrder } from "./alpaca-orders.ts";
import { AlpacaRefusal } from "./alpaca-refusal.ts";
import { alpacaAccount, alpacaAsset, alpacaPositions } from "./alpaca-rows.ts";
import { alpacaTradeUpdates } from "./alpaca-trade-updates.ts";

/** The simulated Alpaca: JSON over HTTP, its stream of trade updates, and its market data. */
export function alpacaSkin(surroundings: SimSurroundings): SimSkin {
  const house = { broker: "alpaca", instruments: alpacaInstruments, newOrderId: () => randomUUID() };
  const broker = new SimBroker(house, surroundings);
  const updates = new UpdatePipe(surroundings.faults, broker.name);
  const accountOf = (key: string, secret: string): string | null =>
    [...broker.books.accounts.values()].find((one) => one.key === key && one.secret === secret)?.id ?? null;

  function authorize({ headers }: SimRequest): SimAccount {
    const [key, secret] = [headers["apca-api-key-id"], headers["apca-api-secret-key"]];
    const account = broker.books.accounts.get(accountOf(String(key), String(secret)) ?? "");
    if (account === undefined) throw new AlpacaRefusal(401, 40_110_000, "request is not authorized");
    return account;
  }

  /** Each with its legs under it where that is asked for, and they are not listed apart then. */
  const rowOf = (order: SimOrder, isNested: boolean): AlpacaRow => {
    const legs = isNested && order.link?.isLeg === false ? legsOf(broker, order) : [];
    return alpacaOrderRow(order, legs.length === 0 ? null : legs);
  };

  function readOrRefuse(account: SimAccount, body: string): AlpacaRequest {
    try {
      return readAlpacaOrder(broker, account, body);
    } catch (error) {
      if (!(error instanceof AlpacaRefusal)) throw error;
      const { id } = account;
      broker.record({ kind: "order-refused", account: id, clientId: clientIdOf(body), reason: error.message });
      throw error;
    }
  }

  type Work = (account: SimAccount, request: SimRequest, groups: readonly string[]) => unknown;
  const route = (method: string, pattern: RegExp, action: string, work: Work): SimRoute => ({
    method,
    pattern,
    action,
    handle: (request, groups): SimResponse => {
      try {
        const value = work(authorize(request), request, groups);
        return value === undefined ? { status: 204, body: "" } : jsonResponse(200, value);
      } catch (error) {
        if (error instanceof AlpacaRefusal) return error.response();
        throw error;
      }
    },
  });

  const routes: SimRoute[] = [
    route("GET", /^\/v2\/account$/, "funds", (account) => alpacaAccount(broker, account)),
    route("GET", /^\/v2\/positions$/, "positions", (account) => alpacaPositions(broker, account)),
    route("GET", /^\/v2\/assets$/, "instruments", () => broker.instruments.map(alpacaAsset)),
    route("GET", /^\/v2\/clock$/, "clock", () => {
      const now = iso(surroundings.now());
      return { timestamp: now, is_open: true, next_open: now, next_close: now };
    }),
    route("GET", /^\/v2\/orders:by_client_order_id$/, "orders", (account, { query }) => {
      const wanted = query.get("client_order_id");
      const found = broker.books.ordersOf(account.id).find((order) => order.clientId === wanted);
      if (found === undefined) throw new AlpacaRefusal(404, 40_410_000, `order not found for ${wanted}`);
      return alpacaOrderRow(found);
    }),
    route("GET", /^\/v2\/orders$/, "orders", (account, { query }) => {
      const status = query.get("status") ?? "open";
      const limit = Number(query.get("limit") ?? 50);
      const isNested = query.get("nested") === "true";
      const shown = broker.books
        .ordersOf(account.id)
        .filter((order) => status === "all" || (status === "open") === isWorking(order));
      const isUnder = (order: SimOrder): boolean =>
        order.link?.isLeg === true &&
        broker.books.linkedTo(order).some((one) => one.link?.isLeg === false && shown.includes(one));
      const rows = shown.filter((order) => !isNested || !isUnder(order)).map((order) => rowOf(order, isNested));
      // newest first unless asked otherwise
      return (query.get("direction") === "asc" ? rows : rows.reverse()).slice(0, limit);
    }),
    route("GET", /^\/v2\/orders\/([^/]+)$/, "orders", (account, { query }, [id = ""]) =>
      rowOf(ownAlpacaOrder(broker, account, id), query.get("nested") === "true"),
    ),
    route("POST", /^\/v2\/orders$/, "place", (account, { body }) => {
      const { draft, legs } = readOrRefuse(account, body);
      return rowOf(broker.place(account, draft, legs === null ? {} : { legs }), true);
    }),
    route("PATCH", /^\/v2\/orders\/([^/]+)$/, "change", (account, { body }, [id = ""]) => {
      const order = ownAlpacaOrder(broker, account, id);
      return alpacaOrderRow(broker.replace(account, id, readAlpacaChange(broker, order, body)));
    }),
    route("DELETE", /^\/v2\/orders\/([^/]+)$/, "cancel", (account, _request, [id = ""]) => {
      const order = ownAlpacaOrder(broker, account, id);
      if (!isWorking(order)) throw new AlpacaRefusal(422, 42_210_000, `order is not cancelable: ${order.status}`);
      broker.cancel(id);
    }),
    route("GET", /^\/data\/v2\/stocks\/bars$/, "history", (_account, { query }) => alpacaBars(broker, query)),
    route("GET", /^\/data\/v2\/stocks\/trades\/latest$/, "quotes", (_account, { query }) => {
      const symbols = (query.get("symbols") ?? "").split(",").filter((symbol) => broker.instrument(symbol) !== null);
      const trades = symbols.map((symbol) => {
        const { price, at } = surroundings.board.quoteOf(symbol);
        return [symbol, { t: iso(at), x: "V", p: price, s: 100, c: ["@"], i: 1, z: "C" }];
      });
      return { trades: Object.fromEntries(trades) };
    }),
  ];
  const sockets = [alpacaTradeUpdates(broker, accountOf, updates), alpacaMarketData(broker, accountOf)];
  return { broker, prefix: "/alpaca", routes, sockets };
}

/** Returns the legs of an order, those that were replaced left out. */
function legsOf({ books }: SimBroker, order: SimOrder): SimOrder[] {
  return books.linkedTo(order).filter(({ link, status }) => link?.isLeg === true && status !== "replaced");
}
