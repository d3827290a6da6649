import { AppError } from "../errors/app-error.ts";
import { alpaca } from "./alpaca/alpaca.ts";
import type { BrokerAdapter } from "./port/broker-adapter.ts";
import { zerodha } from "./zerodha/zerodha.ts";

/** Every broker that an account can be linked to: a folder beside this file, and a line here. */
export const brokers: readonly BrokerAdapter[] = [zerodha, alpaca];

export function brokerOf(id: string): BrokerAdapter {
  const found = brokers.find((broker) => broker.id === id);
  if (found === undefined) {
    const known = brokers.map((broker) => broker.id).join(", ");
    throw new AppError("invalid-input", { message: `Expected one of the brokers ${known}, found "${id}".` });
  }
  return found;
}
