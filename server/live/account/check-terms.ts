import { DAY, HOUR, MINUTE } from "@/graph-runtime/core/time.ts";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { localOf } from "@/graph-runtime/market/calendar/exchange-zone.ts";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { BrokerInstrument } from "../../brokers/port/broker-instrument.ts";
import { compareDecimals } from "../../brokers/port/decimal.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { Database } from "../../db/client.ts";
import { appendToRun, hasInboxEvent } from "../../db/repositories/run-inbox.ts";
import { listVenuesOfAccount } from "../../db/repositories/run-work.ts";
import type { TermsPayload } from "../inbox-payload.ts";
import { RunVenue } from "../run-venue.ts";

/** Brokers have the list of the day by then, by the exchange's clock. */
const listedFrom = 8 * HOUR + 30 * MINUTE;

/** Returns the day whose list of instruments a broker has, by the exchange's clock. */
export function termsDay(broker: string, now: number): number {
  return Math.floor((localOf(calendars[brokerOf(broker).calendar].zone, now) - listedFrom) / DAY);
}

/**
 * Compares what the runs of an account were started with and what the broker lists today. A run whose lot or tick is another now is
 * told so, once, and enters nothing any more.
 */
export async function checkTerms(
  db: Database,
  { id, broker }: { readonly id: string; readonly broker: string },
  connection: BrokerConnection,
): Promise<void> {
  const runs = await listVenuesOfAccount(db, id);
  if (runs.length === 0) return;
  const listed = new Map((await connection.listInstruments()).map((one) => [nameOf(one), one]));
  for (const { runId, venue } of runs) {
    for (const before of Object.values(RunVenue.parse(venue).instruments)) {
      const now = listed.get(nameOf(before)) ?? null;
      const change = describeChange(before, now, brokerOf(broker).title);
      if (change === null) continue;
      const key = `terms:${nameOf(before)}:${now?.lotSize ?? "none"}:${now?.tickSize ?? "none"}`;
      const payload: TermsPayload = { notice: `${change} ${wayOut}`, time: Date.now() };
      await db.$transaction(async (tx) => {
        if (!(await hasInboxEvent(tx, runId, { key }))) await appendToRun(tx, runId, { key, kind: "terms", payload });
      });
    }
  }
}

const wayOut =
  "Nothing is entered any more; exits still go. Stop this run and start it again: a new run goes by the terms of today.";

function nameOf({ exchange, symbol }: Pick<BrokerInstrument, "exchange" | "symbol">): string {
  return `${exchange}:${symbol}`;
}

/** Says what of an instrument is not as it was, or returns null. */
export function describeChange(
  before: Pick<BrokerInstrument, "symbol" | "lotSize" | "tickSize">,
  now: Pick<BrokerInstrument, "lotSize" | "tickSize"> | null,
  broker: string,
): string | null {
  if (now === null) return `${broker} does not list ${before.symbol} any more.`;
  const changes = [
    ["lot size", before.lotSize, now.lotSize] as const,
    ["tick size", before.tickSize, now.tickSize] as const,
  ].filter(([, was, is]) => compareDecimals(was, is) !== 0);
  if (changes.length === 0) return null;
  const words = changes.map(([what, was, is]) => `the ${what} of ${before.symbol} from ${was} to ${is}`);
  return `${broker} has changed ${words.join(" and ")} since this run was started.`;
}
