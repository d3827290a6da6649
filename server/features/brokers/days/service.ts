import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { brokerOf } from "../../../brokers/registry.ts";
import { type AccountDayRow, findAccountDay, listAccountDays } from "../../../db/repositories/account-days.ts";
import { findSealedAccount, type SealedAccountRow } from "../../../db/repositories/broker-accounts.ts";
import { AppError } from "../../../errors/app-error.ts";
import { compareBooksNow } from "../../../live/account/day/close-day.ts";
import { DayReport } from "../../../live/account/day/day-report.ts";
import { drawDay } from "../../../live/account/day/draw-day.ts";
import { tradingDays } from "../../../live/account/day/trading-day.ts";
import { connectAccount } from "../../../live/account/open-account.ts";
import { log } from "../../../log.ts";
import type { Context } from "../../../trpc/context.ts";
import { brokerTrouble } from "../broker-trouble.ts";
import type { DayDto, DayLine, DaysDto } from "./dto.ts";

const pageSize = 60;

/** Returns the closed days of an account, the latest first. */
export async function listDays(context: Context, id: string, before: string | null): Promise<DaysDto> {
  const account = await requireAccount(context, id);
  const rows = await listAccountDays(context.db, id, { before, limit: pageSize + 1 });
  const page = rows.slice(0, pageSize);
  return {
    account: headOf(account),
    days: page.map(lineOf),
    nextCursor: rows.length > pageSize ? (page.at(-1)?.day ?? null) : null,
  };
}

function lineOf({ day, state, takenAt, report }: AccountDayRow): DayLine {
  const { reason, orders, trades, currency, note } = DayReport.parse(report);
  const asked = Object.values(orders).reduce((sum, count) => sum + count, 0);
  const figures = { orders: asked, trades: trades.length, currency, charges: note.total };
  return { day, state, takenAt: takenAt.toISOString(), reason, ...figures };
}

/** Returns a closed day as it was kept; null asks for the one under way, as far as it has come. */
export async function getDay(context: Context, id: string, day: string | null): Promise<DayDto> {
  const account = await requireAccount(context, id);
  if (day === null) return dayUnderWay(context, account);
  const row = await findAccountDay(context.db, id, day);
  if (row === null) throw new AppError("not-found", { what: "day", id: day });
  const { state, takenAt, report } = row;
  return { account: headOf(account), day, state, takenAt: takenAt.toISOString(), report: DayReport.parse(report) };
}

async function dayUnderWay({ db }: Context, account: SealedAccountRow): Promise<DayDto> {
  const now = Date.now();
  const { next } = tradingDays(calendars[brokerOf(account.broker).calendar], now);
  if (next === null)
    throw new AppError("not-possible-now", { message: "The exchange's calendar is not known for the days to come." });
  const drawn = await drawDay(db, account, { ...next, to: Math.min(next.to, now) });
  const compared = await compareNow(db, account, now);
  const report = { ...drawn, ...compared };
  return { account: headOf(account), day: next.day, state: "so-far", takenAt: new Date(now).toISOString(), report };
}

async function compareNow(db: Context["db"], account: SealedAccountRow, now: number) {
  const connection = connectAccount(account, now);
  if (connection === null) return { books: null, reason: "Nobody is logged in at the broker." };
  try {
    return await compareBooksNow(db, account.id, connection);
  } catch (error) {
    log().warn({ err: error, account: account.id }, "the books could not be compared");
    return { books: null, reason: brokerTrouble(error, brokerOf(account.broker).title).message };
  } finally {
    connection.close();
  }
}

function headOf({ id, label, broker }: SealedAccountRow): DaysDto["account"] {
  const { title, calendar } = brokerOf(broker);
  return { id, label, broker: title, zone: calendars[calendar].zone };
}

async function requireAccount({ db, team }: Context, id: string): Promise<SealedAccountRow> {
  const account = await findSealedAccount(db, id, team.id);
  if (account === null) throw new AppError("not-found", { what: "account", id });
  return account;
}
