import { z } from "zod";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import { BrokerError, failureOf } from "../../brokers/port/broker-error.ts";
import type { NewOrder, OrderReport } from "../../brokers/port/broker-order.ts";
import { decimal } from "../../brokers/port/decimal.ts";
import type { CommandRow, Settlement } from "../../db/repositories/broker-commands.ts";
import type { BrokerOrderRow } from "../../db/repositories/broker-orders.ts";
import { readFolded, readRequest } from "./stored-order.ts";

const Change = z.object({
  quantity: z.string().transform(decimal),
  limitPrice: z.string().transform(decimal).nullable(),
  triggerPrice: z.string().transform(decimal).nullable(),
});

/** Waits this long before a broker that cannot be reached is tried again. */
const unreachablePause = 1_000;

export type Sent = {
  readonly settlement: Settlement;
  /** The id that the broker gave, where it answered with one. */
  readonly brokerOrderId: string | null;
  /** What it said of both of a pair. */
  readonly reports: readonly OrderReport[];
  readonly isSessionOver: boolean;
};

export type Sending = {
  readonly command: CommandRow;
  readonly row: BrokerOrderRow;
  /** The stop that is to be placed with it; null for none. */
  readonly stop: NewOrder | null;
};

/** Sends a command once and says what is certain of it. */
export async function sendCommand(connection: BrokerConnection, sending: Sending): Promise<Sent> {
  try {
    const answer = await call(connection, sending);
    return { settlement: { status: "done", outcome: "taken" }, ...answer, isSessionOver: false };
  } catch (error) {
    const failure = failureOf(error);
    const isSessionOver = failure.kind === "session-expired";
    const outcome = failure.reason;
    const again = (milliseconds: number): Settlement => {
      return { status: "pending", outcome, notBefore: new Date(Date.now() + milliseconds) };
    };
    const settlement = ((): Settlement => {
      switch (failure.kind) {
        case "rejected":
          return { status: "refused", outcome };
        case "unknown":
          return { status: "unknown", outcome };
        case "rate-limited":
          return again(failure.retryAfterMilliseconds);
        case "session-expired":
        case "unreachable":
          return again(unreachablePause);
      }
    })();
    return { settlement, brokerOrderId: null, reports: [], isSessionOver };
  }
}

async function call(
  connection: BrokerConnection,
  { command, row, stop }: Sending,
): Promise<Pick<Sent, "brokerOrderId" | "reports">> {
  const order = readRequest(row);
  const { parts, filledQuantity } = readFolded(row);
  if (command.kind === "place" && stop !== null) {
    if (connection.placePair === null)
      throw new RangeError("this broker takes no pairs: they have to be refused before");
    const { target, stop: leg } = await connection.placePair({ target: order, stop });
    return { brokerOrderId: target.brokerOrderId, reports: [target, leg] };
  }
  if (command.kind === "place") return { ...(await connection.place(order)), reports: [] };
  const brokerOrderId = parts.at(-1)?.brokerOrderId;
  // that of the stop of a pair may have been lost with an answer: it is looked up
  if (brokerOrderId === undefined)
    throw new BrokerError({ kind: "unknown", reason: "the order's id at the broker is not known" });
  if (command.kind === "cancel") {
    await connection.cancel({ brokerOrderId });
    return { brokerOrderId: null, reports: [] };
  }
  const change = { ...Change.parse(command.payload), filledQuantity };
  return { ...(await connection.change({ brokerOrderId }, change, order)), reports: [] };
}
