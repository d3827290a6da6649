import { vi } from "vitest";
import type { BrokerSession } from "@/server/brokers/port/broker-account.ts";
import type { Access, BrokerAdapter } from "@/server/brokers/port/broker-adapter.ts";
import type { BrokerConnection, StreamState } from "@/server/brokers/port/broker-connection.ts";
import { BrokerError, type BrokerFailure } from "@/server/brokers/port/broker-error.ts";
import type { BrokerInstrument } from "@/server/brokers/port/broker-instrument.ts";
import type { NewOrder, OrderReport } from "@/server/brokers/port/broker-order.ts";
import { type Decimal, decimal } from "@/server/brokers/port/decimal.ts";
import { type FoldedOrder, foldReport, queuedOrder } from "@/server/brokers/port/fold-report.ts";
import { type OrderWish, prepareOrders } from "@/server/brokers/port/prepare-orders.ts";
import type { SimAccount } from "@/server/simulators/core/sim-event.ts";
import { passLoginPage } from "./log-in.ts";
import type { SimulatorControl } from "./simulator-control.ts";

/** What each broker's simulator trades, for cards that need something to trade. */
const samples: Readonly<
  Record<string, { readonly symbol: string; readonly price: number; readonly large: string | null }>
> = {
  zerodha: { symbol: "INFY", price: 1_500, large: "NIFTY26DEC26000CE" },
  alpaca: { symbol: "AAPL", price: 250, large: null },
};

const ownTimeout = 400;
let ids = 0;

/** One new account at a simulated broker, logged in through the adapter under test. */
export class Venue {
  readonly adapter: BrokerAdapter;
  readonly control: SimulatorControl;
  readonly account: SimAccount;
  readonly access: Access;
  readonly session: BrokerSession;
  readonly connection: BrokerConnection;
  readonly instruments: readonly BrokerInstrument[];
  readonly #closing: (() => void)[] = [];

  static async open(
    adapter: BrokerAdapter,
    control: SimulatorControl,
    given: Partial<SimAccount> = {},
  ): Promise<Venue> {
    await control.clearFaults();
    const account = await control.openAccount({ broker: adapter.id, ...given });
    const keys = adapter.credentialFields.map(({ key, isSecret }) => [key, isSecret ? account.secret : account.key]);
    const access: Access = {
      endpoints: adapter.simulatedEndpoints(control.root),
      credentials: Object.fromEntries(keys) as Record<string, string>,
      timeoutMilliseconds: ownTimeout,
    };
    const session = await adapter.login(access, await passLoginPage(adapter, access));
    const connection = adapter.connect(access, session);
    const instruments = await connection.listInstruments();
    const venue = new Venue({ adapter, control, account, access, session, connection, instruments });
    await control.setPrice(venue.symbol, venue.price);
    return venue;
  }

  private constructor(
    parts: Pick<Venue, "adapter" | "control" | "account" | "access" | "session" | "connection" | "instruments">,
  ) {
    ({
      adapter: this.adapter,
      control: this.control,
      account: this.account,
      access: this.access,
      session: this.session,
      connection: this.connection,
      instruments: this.instruments,
    } = parts);
  }

  get broker(): string {
    return this.adapter.id;
  }
  get symbol(): string {
    return (samples[this.broker] as { symbol: string }).symbol;
  }
  get price(): number {
    return (samples[this.broker] as { price: number }).price;
  }
  get largeSymbol(): string | null {
    return samples[this.broker]?.large ?? null;
  }

  instrument(symbol = this.symbol): BrokerInstrument {
    const found = this.instruments.find((one) => one.symbol === symbol);
    if (found === undefined) throw new Error(`${this.broker} lists no ${symbol}`);
    return found;
  }

  /** Orders made to fit by the same function as in the product. */
  prepare(changes: Partial<OrderWish> = {}): readonly NewOrder[] {
    ids += 1;
    const wish: OrderWish = {
      clientOrderId: `card${String(ids).padStart(13, "0")}000`,
      instrument: this.instrument(),
      side: "buy",
      role: "entry",
      type: "limit",
      quantity: decimal(10),
      limitPrice: decimal(this.price - 10),
      triggerPrice: null,
      timeInForce: "day",
      product: this.adapter.capabilities.products[0] ?? "delivery",
      lastPrice: decimal(this.price),
      ...changes,
    };
    const preparation = prepareOrders(wish, this.adapter.capabilities);
    if (preparation.kind === "refused") throw new Error(preparation.reason);
    return preparation.orders;
  }

  order(changes: Partial<OrderWish> = {}): NewOrder {
    return this.prepare(changes)[0] as NewOrder;
  }

  market(changes: Partial<OrderWish> = {}): NewOrder {
    return this.order({ type: "market", limitPrice: null, ...changes });
  }

  /** Listens to the account's orders from now on; resolves when the stream is open. */
  async listen(): Promise<OrderLog> {
    const log = new OrderLog();
    const stream = this.connection.streamOrders({
      onItem: (report) => log.reports.push(report),
      onState: (state) => log.states.push(state),
    });
    this.#closing.push(() => stream.close());
    await log.until(() => log.states.includes("open"));
    return log;
  }

  /** Returns how a call failed. */
  async failureOf(call: Promise<unknown>): Promise<BrokerFailure> {
    try {
      await call;
    } catch (error) {
      if (error instanceof BrokerError) return error.failure;
      throw error;
    }
    throw new Error("the call was expected to fail, and succeeded");
  }

  /** Returns the state of an order as its reports in the order book come to. */
  async look(order: NewOrder): Promise<FoldedOrder> {
    return fold(order, await this.connection.listOrders());
  }

  close(): void {
    for (const end of this.#closing) end();
    this.connection.close();
  }
}

/** What was heard of orders, in the order of its arrival. */
export class OrderLog {
  readonly reports: OrderReport[] = [];
  readonly states: StreamState[] = [];

  of(order: NewOrder): FoldedOrder {
    return fold(order, this.reports);
  }

  async until(isSo: () => boolean): Promise<void> {
    await vi.waitFor(
      () => {
        if (!isSo())
          throw new Error(`not heard: ${JSON.stringify({ states: this.states, reports: this.reports }, null, 1)}`);
      },
      { timeout: 5_000, interval: 5 },
    );
  }
}

/** An order is known by our id, and under later ids by the id that each replaced. */
function fold(order: NewOrder, reports: readonly OrderReport[]): FoldedOrder {
  let folded = queuedOrder(order.quantity);
  for (const report of reports) {
    const isOurs =
      report.clientOrderId === order.clientOrderId ||
      folded.parts.some(
        ({ brokerOrderId }) => brokerOrderId === report.brokerOrderId || brokerOrderId === report.replaces,
      );
    if (isOurs) folded = foldReport(folded, report).order;
  }
  return folded;
}

export function plus(value: Decimal | number, more: number): Decimal {
  return decimal(Number(value) + more);
}
