import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Fault, type FaultInjector } from "./core/faults.ts";
import type { Journal } from "./core/journal.ts";
import type { PriceBoard } from "./core/price-board.ts";
import type { SimBroker } from "./core/sim-broker.ts";
import type { SimAccount } from "./core/sim-event.ts";
import { jsonResponse, type SimRequest, type SimRoute } from "./core/sim-http.ts";
import type { SimulatorServer } from "./core/simulator-server.ts";

export type ControlSetup = {
  readonly brokers: readonly SimBroker[];
  readonly journal: Journal;
  readonly board: PriceBoard;
  readonly faults: FaultInjector;
};

const OpenAccount = z.object({
  broker: z.string(),
  name: z.string().default("Simulated trader"),
  cash: z.number().positive().default(1_000_000),
  redirectUrl: z.url().nullable().default(null),
  postbackUrl: z.url().nullable().default(null),
});
const Market = z.object({ seed: z.int(), startedAt: z.number(), barMilliseconds: z.number().positive() }).nullable();
const Price = z.object({ symbol: z.string(), price: z.number().positive() });
const Amendment = z.object({ symbol: z.string(), trade: z.int(), price: z.number().positive().nullable() });
const OfBroker = z.object({ broker: z.string() });
const Lot = OfBroker.extend({ symbol: z.string(), lotSize: z.number().positive() });
const Fill = OfBroker.extend({ order: z.string(), quantity: z.number().positive(), price: z.number().nullable() });

/** What tests and the launcher may do to the simulators beyond what a trader can. */
export function controlRoutes(
  { brokers, journal, board, faults }: ControlSetup,
  { disconnect }: Pick<SimulatorServer, "disconnect">,
): SimRoute[] {
  const post = <Schema extends z.ZodType>(path: string, schema: Schema, work: (given: z.infer<Schema>) => unknown) =>
    route("POST", path, ({ body }) => work(schema.parse(JSON.parse(body))));
  const brokerNamed = (name: string): SimBroker => {
    const found = brokers.find((broker) => broker.name === name);
    if (found === undefined) throw new RangeError(`there is no simulated broker "${name}"`);
    return found;
  };
  return [
    post("/accounts", OpenAccount, ({ broker: name, ...given }) => {
      const broker = brokerNamed(name);
      const number = broker.books.accounts.size + 1;
      const account: SimAccount = {
        ...given,
        id: `SIM${String(number).padStart(3, "0")}`,
        key: `sim${randomBytes(8).toString("hex")}`,
        secret: randomBytes(16).toString("hex"),
      };
      broker.openAccount(account);
      return account;
    }),
    route("GET", "/journal", ({ query }) => journal.events.slice(Number(query.get("after") ?? 0))),
    post("/prices", Price, ({ symbol, price }) => board.set(symbol, price)),
    post("/amendments", Amendment, ({ symbol, trade, price }) => board.amend(symbol, trade, price)),
    post("/market", Market, (clock) => board.follow(clock)),
    post("/faults", Fault, (fault) => faults.add(fault)),
    route("GET", "/faults", () => faults.pending),
    route("DELETE", "/faults", () => faults.clear()),
    post("/disconnect", OfBroker, ({ broker }) => disconnect(broker)),
    post("/expire", OfBroker, ({ broker: name }) => {
      const broker = brokerNamed(name);
      for (const token of broker.books.sessions.keys()) broker.record({ kind: "session-closed", token });
      disconnect(name);
    }),
    post("/nights", OfBroker, ({ broker }) => brokerNamed(broker).record({ kind: "night-passed" })),
    post("/lots", Lot, ({ broker, symbol, lotSize }) => brokerNamed(broker).changeLot(symbol, lotSize)),
    post("/fills", Fill, ({ broker, order, quantity, price }) => brokerNamed(broker).fillNow(order, quantity, price)),
  ];
}

function route(method: string, path: string, work: (request: SimRequest) => unknown): SimRoute {
  return {
    method,
    pattern: new RegExp(`^${path}$`),
    action: "control",
    handle: (request) => {
      try {
        return jsonResponse(200, work(request) ?? {});
      } catch (error) {
        return jsonResponse(400, { message: error instanceof Error ? error.message : String(error) });
      }
    },
  };
}
