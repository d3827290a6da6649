import type { BrokerInstrument } from "@/server/brokers/port/broker-instrument.ts";
import { decimal } from "@/server/brokers/port/decimal.ts";
import type { OrderWish } from "@/server/brokers/port/prepare-orders.ts";
import { brokerOf } from "@/server/brokers/registry.ts";
import type { Database } from "@/server/db/client.ts";
import { findSealedAccount } from "@/server/db/repositories/broker-accounts.ts";
import { finishLogin, linkSimulatedAccount } from "@/server/features/brokers/service.ts";
import { type Enqueued, enqueueOrder } from "@/server/live/account/enqueue.ts";
import { connectAccount } from "@/server/live/account/open-account.ts";
import type { Context } from "@/server/trpc/context.ts";
import { passLoginPage } from "../../conformance/brokers/log-in.ts";
import type { SimulatorControl } from "../../conformance/brokers/simulator-control.ts";

/** A linked account at a simulated broker, and the means to give it orders. */
export type Desk = {
  readonly id: string;
  readonly broker: string;
  /** The account's id at the simulator, by which the journal knows it. */
  readonly simulatedId: string;
  readonly instrument: BrokerInstrument;
  readonly price: number;
};

const symbols = { zerodha: ["INFY", 1_500], alpaca: ["AAPL", 250] } as const;
let ids = 0;

export async function openDesk(
  context: Context,
  control: SimulatorControl,
  broker: keyof typeof symbols,
): Promise<Desk> {
  const [symbol, price] = symbols[broker];
  const linked = await linkSimulatedAccount(context, broker);
  const { id } = linked.account;
  const grant = await passLoginPage({ loginPage: () => linked.loginPage });
  const account = linked.loginPage === null ? linked.account : await finishLogin(context, grant);
  await control.setPrice(symbol, price);
  const sealed = await findSealedAccount(context.db, id);
  const connection = sealed === null ? null : connectAccount(sealed, Date.now());
  const instrument = (await connection?.listInstruments())?.find((one) => one.symbol === symbol);
  connection?.close();
  if (instrument === undefined) throw new Error(`the simulated ${broker} lists no ${symbol}`);
  const [, simulatedId = ""] = /\((SIM\d+)\)$/.exec(account.session?.user ?? "") ?? [];
  const known = (await control.journal()).findLast(
    (event) => event.kind === "account-opened" && event.broker === broker,
  );
  const opened = known?.kind === "account-opened" ? known.account.id : "";
  return { id, broker, simulatedId: simulatedId || opened, instrument, price };
}

export function newClientId(): string {
  ids += 1;
  return `t${Date.now().toString(36).slice(-6)}${String(ids).padStart(10, "0")}000`;
}

/** Puts an order into the desk's outbox, in a transaction of its own. */
export async function ask(db: Database, desk: Desk, changes: Partial<OrderWish> = {}): Promise<Enqueued> {
  const wish: OrderWish = {
    clientOrderId: newClientId(),
    instrument: desk.instrument,
    side: "buy",
    role: "entry",
    type: "market",
    quantity: decimal(1),
    limitPrice: null,
    triggerPrice: null,
    timeInForce: "day",
    product: brokerOf(desk.broker).capabilities.products[0] ?? "delivery",
    lastPrice: decimal(desk.price),
    ...changes,
  };
  return db.$transaction((tx) => enqueueOrder(tx, { account: desk, run: null, wish }));
}
