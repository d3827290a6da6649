import { setTimeout as sleep } from "node:timers/promises";
import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { appendAudit } from "../../../audit/append.ts";
import type { BrokerConnection } from "../../../brokers/port/broker-connection.ts";
import { brokerOf } from "../../../brokers/registry.ts";
import type { Database } from "../../../db/client.ts";
import {
  type AccountDayState,
  findAccountDay,
  insertAccountDay,
  listTradingAccounts,
  sumFillsByRun,
} from "../../../db/repositories/account-days.ts";
import { readForeign } from "../../../db/repositories/broker-accounts.ts";
import { ForeignBook } from "../foreign-book.ts";
import { listHeld } from "../list-held.ts";
import { reconcile } from "../reconcile.ts";
import { agrees, bookRows } from "./book-rows.ts";
import type { BookRow, DayReport } from "./day-report.ts";
import { drawDay } from "./draw-day.ts";
import { type TradingDay, tradingDays } from "./trading-day.ts";

type Account = { readonly id: string; readonly teamId: string; readonly broker: string };

/** A fill between two questions makes the answers disagree for a moment. */
const attempts = 3;
const pause = 300;

/** Returns the day whose books can be taken now: it is over, and trading has not begun again. */
export function dayToClose(broker: string, now: number): TradingDay | null {
  const { over } = tradingDays(calendars[brokerOf(broker).calendar], now);
  return over !== null && now < over.nextOpen ? over : null;
}

/** Compares an account's books with the broker's and keeps what was found, and what the day's trades cost; once for each day. */
export async function closeDay(
  db: Database,
  account: Account,
  connection: BrokerConnection,
  day: TradingDay,
): Promise<void> {
  if ((await findAccountDay(db, account.id, day.day)) !== null) return;
  // what does not agree is noted on the account, which enters nothing until it does
  const review = await reconcile(db, account.id, connection);
  const { books, reason: apart } = await compareBooksNow(db, account.id, connection);
  const reason = review ?? apart;
  await keep(db, account, { day, state: reason === null ? "agrees" : "differs", found: { books, reason } });
}

type Compared = { readonly books: BookRow[]; readonly reason: string | null };

/** Asks the broker for what it holds, and returns that beside our books and why they do not agree, if so. */
export async function compareBooksNow(
  db: Database,
  accountId: string,
  connection: BrokerConnection,
): Promise<Compared> {
  let books: BookRow[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pause);
    const held = await listHeld(connection);
    const foreign = ForeignBook.parse(await readForeign(db, accountId));
    books = bookRows(held, await sumFillsByRun(db, accountId), foreign);
    if (books.every(agrees)) return { books, reason: null };
  }
  const apart = books.filter((row) => !agrees(row)).map(({ symbol }) => symbol);
  return { books, reason: `What the broker holds of ${apart.join(", ")} is not what our books say.` };
}

/** How many days that were missed in a row are noted. */
const mostMissed = 30;

/** Notes the days on which nobody was logged in from the close to the next open, so that no day is missing without a word. */
export async function noteMissedDays(db: Database, now: number): Promise<void> {
  const reason = "Nobody was logged in at the broker between this day's close and the next open.";
  for (const account of await listTradingAccounts(db)) {
    const calendar = calendars[brokerOf(account.broker).calendar];
    let { over: day } = tradingDays(calendar, now);
    // the books of the last one may still be taken
    if (day !== null && now < day.nextOpen) day = tradingDays(calendar, day.from).over;
    for (let count = 0; count < mostMissed && day !== null && day.to > account.since.getTime(); count += 1) {
      if ((await findAccountDay(db, account.id, day.day)) !== null) break;
      await keep(db, account, { day, state: "not-compared", found: { books: null, reason } });
      day = tradingDays(calendar, day.from).over;
    }
  }
}

type Found = {
  readonly day: TradingDay;
  readonly state: AccountDayState;
  readonly found: Pick<DayReport, "books" | "reason">;
};

async function keep(db: Database, account: Account, { day, state, found }: Found): Promise<void> {
  const report: DayReport = { ...(await drawDay(db, account, day)), ...found };
  await db.$transaction(async (tx) => {
    if (!(await insertAccountDay(tx, account.id, { day: day.day, state, report }))) return;
    const { id, teamId } = account;
    await appendAudit(tx, {
      chain: `team:${teamId}`,
      teamId,
      actor: "system",
      action: "broker-account.day-closed",
      detail: {
        id,
        day: day.day,
        state,
        reason: found.reason,
        trades: report.trades.length,
        charges: report.note.total,
      },
    });
  });
}
