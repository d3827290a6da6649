import { UpdatePipe } from "../core/faults.ts";
import { SimBroker, type SimSurroundings } from "../core/sim-broker.ts";
import type { SimAccount } from "../core/sim-event.ts";
import { jsonResponse, type SimRequest, type SimResponse, type SimRoute } from "../core/sim-http.ts";
import { isWorking, type SimOrder } from "../core/sim-order.ts";
import type { SimSkin } from "../core/sim-skin.ts";
import { kiteCandles } from "./kite-candles.ts";
import { instrumentsCsv, kiteInstruments } from "./kite-instruments.ts";
import { kiteOrderRow } from "./kite-order-row.ts";
import { ownOrder, readKiteChange, readKiteOrder } from "./kite-orders.ts";
import { kiteHoldings, kiteMargins, kitePositions } from "./kite-portfolio.ts";
import { postKiteUpdates } from "./kite-postbacks.ts";
import { KiteRefusal } from "./kite-refusal.ts";
import { KiteLogin } from "./kite-session.ts";
import { kiteTicker } from "./kite-ticker.ts";

export type KiteSkin = SimSkin & { readonly login: KiteLogin };

/** The simulated Zerodha: Kite Connect over HTTP forms, its ticker, and postbacks. */
export function kiteSkin(surroundings: SimSurroundings): KiteSkin {
  let count = 0;
  const newOrderId = (): string => {
    count += 1;
    // unique over restarts, too
    return `${surroundings.now()}${String(count % 1_000).padStart(3, "0")}`;
  };
  const broker = new SimBroker({ broker: "zerodha", instruments: kiteInstruments, newOrderId }, surroundings);
  const login = new KiteLogin(broker);
  const updates = new UpdatePipe(surroundings.faults, broker.name);
  postKiteUpdates(broker);

  type Work = (account: SimAccount, request: SimRequest, groups: readonly string[]) => unknown;
  const open = (method: string, pattern: RegExp, handle: (request: SimRequest) => SimResponse): SimRoute => ({
    method,
    pattern,
    action: "login",
    handle: guarded(handle),
  });
  const route = (method: string, pattern: RegExp, action: string, work: Work): SimRoute => ({
    method,
    pattern,
    action,
    handle: guarded((request, groups) => {
      const account = login.authorizeHeader(request.headers.authorization);
      return jsonResponse(200, { status: "success", data: work(account, request, groups) });
    }),
  });
  const row = (order: SimOrder, account: SimAccount) => kiteOrderRow(broker, order, account);

  const routes: SimRoute[] = [
    open("GET", /^\/connect\/login$/, (request) => login.page(request)),
    open("POST", /^\/connect\/finish$/, (request) => login.finish(request)),
    open("POST", /^\/session\/token$/, (request) => login.exchange(request)),
    open("DELETE", /^\/session\/token$/, (request) => login.end(request)),
    {
      method: "GET",
      pattern: /^\/instruments(?:\/([A-Z]+))?$/,
      action: "instruments",
      handle: (_request, [exchange]) => ({
        status: 200,
        headers: { "content-type": "text/csv" },
        body: instrumentsCsv(broker.instruments.filter((one) => exchange === undefined || one.exchange === exchange)),
      }),
    },
    route("GET", /^\/user\/profile$/, "profile", ({ id, name }) => ({
      user_id: id,
      user_name: name,
      broker: "ZERODHA",
    })),
    route("GET", /^\/user\/margins$/, "funds", (account) => {
      const equity = kiteMargins(broker, account);
      return { equity, commodity: { ...equity, net: 0 } };
    }),
    route("GET", /^\/user\/margins\/equity$/, "funds", (account) => kiteMargins(broker, account)),
    route("GET", /^\/portfolio\/positions$/, "positions", (account) => kitePositions(broker, account)),
    route("GET", /^\/portfolio\/holdings$/, "holdings", (account) => kiteHoldings(broker, account)),
    route("GET", /^\/orders$/, "orders", (account) =>
      broker.books.ordersOf(account.id).map((one) => row(one, account)),
    ),
    route("GET", /^\/orders\/(\d+)$/, "orders", (account, _request, [id = ""]) => [
      row(ownOrder(broker, account, id), account),
    ]),
    route("POST", /^\/orders\/([a-z]+)$/, "place", (account, { body }, [variety = ""]) => {
      const draft = readKiteOrder(broker, variety, new URLSearchParams(body));
      return { order_id: broker.place(account, draft).id };
    }),
    route("PUT", /^\/orders\/[a-z]+\/(\d+)$/, "change", (account, { body }, [id = ""]) => {
      const order = ownOrder(broker, account, id);
      return { order_id: broker.change(id, readKiteChange(broker, order, new URLSearchParams(body))).id };
    }),
    route("DELETE", /^\/orders\/[a-z]+\/(\d+)$/, "cancel", (account, _request, [id = ""]) => {
      const order = ownOrder(broker, account, id);
      if (!isWorking(order))
        throw new KiteRefusal("OrderException", "Order cannot be cancelled as it is being processed or is over.");
      broker.cancel(id);
      return { order_id: id };
    }),
    route("GET", /^\/instruments\/historical\/(\d+)\/([a-z0-9]+)$/, "history", (_account, { query }, groups) =>
      kiteCandles(broker, groups, query),
    ),
    route("GET", /^\/quote\/ltp$/, "quotes", (_account, { query }) => {
      const wanted = query.getAll("i").flatMap((name) => {
        const instrument = broker.instrument(name.slice(name.indexOf(":") + 1));
        return instrument === null ? [] : [[name, instrument] as const];
      });
      return Object.fromEntries(
        wanted.map(([name, { token, symbol }]) => [
          name,
          { instrument_token: token, last_price: surroundings.board.quoteOf(symbol).price },
        ]),
      );
    }),
  ];
  return { broker, prefix: "/kite", routes, sockets: [kiteTicker(broker, login, updates)], login };
}

function guarded(handle: SimRoute["handle"]): SimRoute["handle"] {
  return (request, groups) => {
    try {
      return handle(request, groups);
    } catch (error) {
      if (error instanceof KiteRefusal) return error.response();
      throw error;
    }
  };
}
