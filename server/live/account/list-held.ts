import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { InstrumentRef } from "../../brokers/port/broker-instrument.ts";
import type { Decimal } from "../../brokers/port/decimal.ts";

/** What a broker holds of an instrument; quantities are signed. */
export type Held = InstrumentRef & { readonly quantity: Decimal };

/**
 * Returns all that a broker holds. What was bought for delivery is among the positions on its day and among the holdings from the next
 * day on, and what is sold of it then is a position below zero: only both together are what is held.
 */
export async function listHeld(connection: BrokerConnection): Promise<Held[]> {
  const [positions, holdings] = await Promise.all([connection.listPositions(), connection.listHoldings()]);
  return [...positions, ...holdings].map(({ exchange, symbol, quantity }) => ({ exchange, symbol, quantity }));
}
