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
  const { books, reason } = await compareDay(db, account.id, connection);
  await keep(db, account, { day, state: reason === null ? "agrees" : "differs", found: { books, reason } });
}

/** Asks the broker, and returns its books beside ours and why they do not agree, if so. What is found is noted on the account, too. */
export async function compareDay(
  db: Database,
  accountId: string,
  connection: BrokerConnection,
): Promise<{ readonly books: BookRow[]; readonly reason: string | null }> {
  const review = await reconcile(db, accountId, connection);
  let books: BookRow[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await sleep(pause);
    const held = await listHeld(connection);
    const foreign = ForeignBook.parse(await readForeign(db, accountId));
    books = bookRows(held, await sumFillsByRun(db, accountId), foreign);
    if (review !== null || books.every(agrees)) break;
  }
  const apart = books.filter((row) => !agrees(row)).map(({ symbol }) => symbol);
  const reason = review ?? (apart.length > 0 ? `What is held of ${apart.join(", ")} is not what our books say.` : null);
  return { books, reason };
}

/** Notes the days on which nobody was logged in from the close to the next open, so that no day is missing without a word. */
export async function noteMissedDays(db: Database, now: number): Promise<void> {
  for (const account of await listTradingAccounts(db)) {
    const { over: day } = tradingDays(calendars[brokerOf(account.broker).calendar], now);
    if (day === null || now < day.nextOpen || day.to < account.since.getTime()) continue;
    if ((await findAccountDay(db, account.id, day.day)) !== null) continue;
    const reason = "Nobody was logged in at the broker between this day's close and the next open.";
    await keep(db, account, { day, state: "not-compared", found: { books: null, reason } });
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
