import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import type { LaneData } from "./run-backtest.ts";

/**
 * Returns the currency in which a run keeps its account: the one that was asked for, or that of everything it trades where
 * nothing says what that is worth. Money is then counted in the instruments' own currency, and no rate is made up.
 */
export function accountCurrency(asked: string, lanes: readonly LaneData[]): string {
  const first = lanes[0]?.instrument.currency;
  const isForeign = lanes.every(({ instrument, conversion }) => instrument.currency === first && !conversion);
  return first !== undefined && isForeign ? first : asked;
}

/** Says which instruments of several currencies come without a rate: counted one to one they would make wrong money. */
export function missingRates(asked: string, lanes: readonly LaneData[]): Diagnostic[] {
  const currency = accountCurrency(asked, lanes);
  return lanes
    .filter(({ instrument, conversion }) => instrument.currency !== currency && !conversion)
    .map(({ instrument }) =>
      errorDiagnostic(
        "run.no-conversion",
        `${instrument.symbol} is quoted in ${instrument.currency} and the account is kept in ${currency}: give a history of what one ${instrument.currency} is worth in ${currency}, or trade instruments of one currency.`,
        { expected: currency, received: instrument.currency },
      ),
    );
}
