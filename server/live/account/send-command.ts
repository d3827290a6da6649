import { z } from "zod";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import { failureOf } from "../../brokers/port/broker-error.ts";
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
  readonly isSessionOver: boolean;
};

/** Sends a command once and says what is certain of it. */
export async function sendCommand(
  connection: BrokerConnection,
  command: CommandRow,
  row: BrokerOrderRow,
): Promise<Sent> {
  try {
    const brokerOrderId = await call(connection, command, row);
    return { settlement: { status: "done", outcome: "taken" }, brokerOrderId, isSessionOver: false };
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
    return { settlement, brokerOrderId: null, isSessionOver };
  }
}

async function call(connection: BrokerConnection, command: CommandRow, row: BrokerOrderRow): Promise<string | null> {
  const order = readRequest(row);
  const { parts, filledQuantity } = readFolded(row);
  if (command.kind === "place") return (await connection.place(order)).brokerOrderId;
  const brokerOrderId = parts.at(-1)?.brokerOrderId;
  if (brokerOrderId === undefined)
    throw new Error("the broker has given this order no id by which it could be changed");
  if (command.kind === "cancel") {
    await connection.cancel({ brokerOrderId });
    return null;
  }
  const change = { ...Change.parse(command.payload), filledQuantity };
  return (await connection.change({ brokerOrderId }, change, order)).brokerOrderId;
}
