import { z } from "zod";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { OrderName, OrderReport } from "../../brokers/port/broker-order.ts";
import { addDecimals, compareDecimals, type Decimal, decimal, subtractDecimals } from "../../brokers/port/decimal.ts";
import { isTerminal } from "../../brokers/port/fold-report.ts";
import type { CommandRow, Settlement } from "../../db/repositories/broker-commands.ts";

/** A command is sent this often at most. */
const mostAttempts = 10;

export type Doubt = {
  readonly command: CommandRow;
  readonly now: number;
  /** A second order of the same id is refused by the broker. */
  readonly refusesRepeats: boolean;
  /** After this long what was sent has arrived, or never will. */
  readonly arrivalMilliseconds: number;
  /** What is known to be filled of the order, under all of its ids. */
  readonly filledQuantity: Decimal;
  /** The order has ended, as far as we know. */
  readonly isOver: boolean;
};

export type Answer = { readonly report: OrderReport | null; readonly settlement: Settlement | null };

/**
 * Looks up by our id what became of a command, and says how it is settled; null where it is too early to tell. What is in the broker's
 * books has happened. What is not there is sent again only once it cannot arrive any more, or where the broker would refuse it twice.
 */
export async function settleDoubt(connection: BrokerConnection, name: OrderName, doubt: Doubt): Promise<Answer> {
  const report = await connection.findOrder(name);
  const { command, now, refusesRepeats, arrivalMilliseconds } = doubt;
  const isOverdue = command.sentAt === null || now >= command.sentAt.getTime() + arrivalMilliseconds;
  const again = (outcome: string): Settlement =>
    command.attempts < mostAttempts
      ? { status: "pending", outcome, notBefore: new Date(now) }
      : { status: "refused", outcome: `${outcome}; given up after ${command.attempts} attempts` };
  const done = (outcome: string): Settlement => ({ status: "done", outcome });
  switch (command.kind) {
    case "place":
      if (report !== null) return { report, settlement: done("found by its id") };
      return { report, settlement: isOverdue || refusesRepeats ? again("it never reached the broker") : null };
    case "cancel":
      if (report === null ? doubt.isOver : isTerminal(report.status))
        return { report, settlement: done("the order has ended") };
      // to cancel twice does no harm
      return { report, settlement: again("the order still works") };
    case "change":
      if (report !== null && isTerminal(report.status)) return { report, settlement: done("the order has ended") };
      if (report !== null && isChanged(report, doubt)) return { report, settlement: done("it was changed") };
      return { report, settlement: isOverdue ? again("the order was not changed") : null };
  }
}

const Wanted = z.object({
  quantity: z.string().transform(decimal),
  limitPrice: z.string().transform(decimal).nullable(),
  triggerPrice: z.string().transform(decimal).nullable(),
});

function isChanged(report: OrderReport, { command, filledQuantity }: Doubt): boolean {
  const wanted = Wanted.parse(command.payload);
  const isSame = (is: Decimal | null, wish: Decimal | null): boolean =>
    wish === null || (is !== null && compareDecimals(is, wish) === 0);
  // under a new id only what was left is asked for
  const former = subtractDecimals(filledQuantity, report.filledQuantity);
  const isWhole =
    isSame(report.quantity, wanted.quantity) || isSame(addDecimals(report.quantity, former), wanted.quantity);
  return isWhole && isSame(report.limitPrice, wanted.limitPrice) && isSame(report.triggerPrice, wanted.triggerPrice);
}
