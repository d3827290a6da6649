import type { BrokerInstrument } from "../port/broker-instrument.ts";
import { decimal } from "../port/decimal.ts";

const kinds = { EQ: "equity", FUT: "future", CE: "call", PE: "put" } as const;

// The exchanges' largest orders per underlying; the instrument list does not carry them.
const freezeQuantities: Readonly<Record<string, number>> = {
  NIFTY: 1_800,
  BANKNIFTY: 600,
  FINNIFTY: 1_200,
  MIDCPNIFTY: 2_800,
  NIFTYNXT50: 600,
  SENSEX: 1_000,
  BANKEX: 900,
};

/** Reads the day's instrument list. Rows that are no contract of a known kind are left out. */
export function readKiteInstruments(csv: string): BrokerInstrument[] {
  const [header = "", ...lines] = csv.trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.flatMap((line) => {
    const cells = line.split(",").map((cell) => cell.replace(/^"|"$/g, ""));
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? "";
    const kind = kinds[cell("instrument_type") as keyof typeof kinds];
    if (kind === undefined || cell("segment") === "INDICES") return [];
    const freeze = kind === "equity" ? undefined : freezeQuantities[cell("name")];
    return [
      {
        exchange: cell("exchange"),
        symbol: cell("tradingsymbol"),
        token: cell("instrument_token"),
        name: cell("name"),
        kind,
        currency: "INR",
        tickSize: decimal(cell("tick_size")),
        lotSize: decimal(cell("lot_size")),
        freezeQuantity: freeze === undefined ? null : decimal(freeze),
        expiry: cell("expiry") || null,
        strike: kind === "call" || kind === "put" ? decimal(cell("strike")) : null,
      },
    ];
  });
}
