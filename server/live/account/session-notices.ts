import { DAY, HOUR, isoDate, MINUTE } from "@/graph-runtime/core/time.ts";
import type { ExchangeCalendar } from "@/graph-runtime/market/calendar/exchange-calendar.ts";
import { instantOf, localOf } from "@/graph-runtime/market/calendar/exchange-zone.ts";
import { firstSessionOfDay, sessionTable } from "@/graph-runtime/market/calendar/session-table.ts";
import type { BrokerAccountRow } from "../../db/repositories/broker-accounts.ts";
import type { Notice } from "../../db/repositories/notifications.ts";

/** From this time on, by the exchange's clock, a day with trading needs a session that lasts to the close. */
const checkedFrom = 8 * HOUR + 30 * MINUTE;
const soon = 30 * MINUTE;

export type CheckedAccount = Pick<BrokerAccountRow, "id" | "teamId" | "label" | "sessionUser" | "sessionExpiresAt">;

/**
 * Returns what is to be told of the session of an account that runs trade on: it is missing on a day with trading, ends before the close,
 * ends soon or has ended. Each key is of one session or one trading day, so that asking again tells nothing new; a session that ends
 * overnight, as daily ones do, is told of in the morning alone.
 */
export function sessionNotices(account: CheckedAccount, calendar: ExchangeCalendar, now: number): Notice[] {
  const { id, teamId, label, sessionUser, sessionExpiresAt } = account;
  const today = tradingToday(calendar, now);
  if (today === null || now >= today.close) return [];
  const common = { teamId, subject: `account:${id}`, href: "/brokers" };
  const key = (what: string): string => `account:${id}:${what}`;
  const until = sessionExpiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  if (sessionUser === null || until <= today.checked) {
    const title = `Nobody is logged in to ${label}`;
    const body = `${calendar.name} trades today and runs need this account. Log in on the page Brokers.`;
    const place = { ...common, key: key(`missing:${isoDate(localOf(calendar.zone, now))}`) };
    return [{ ...place, kind: "broker.expiring", severity: "critical", title, body }];
  }
  if (until <= now) {
    const title = `The session of ${label} has ended`;
    const body = "Its time is over: nothing is sent and no update is heard until somebody logs in again.";
    return [{ ...common, kind: "broker.expired", key: key(`expired:${until}`), title, body }];
  }
  if (until >= today.close) return [];
  const early = Math.round((today.close - until) / MINUTE);
  const notices: Notice[] = [
    {
      ...common,
      kind: "broker.expiring",
      key: key(`short:${until}`),
      title: `The session of ${label} ends before the close`,
      body: `It ends ${early} minutes before the market closes. Log in again to have it last.`,
    },
  ];
  if (until - now <= soon) {
    const title = `The session of ${label} ends soon`;
    const body = "It ends within half an hour, with the market open. Log in again to go on.";
    notices.push({ ...common, kind: "broker.expiring", key: key(`soon:${until}`), title, body });
  }
  return notices;
}

/** Returns when today's session is checked and when trading closes; null before that hour, and on days without trading. */
function tradingToday(calendar: ExchangeCalendar, now: number): { checked: number; close: number } | null {
  const day = Math.floor(localOf(calendar.zone, now) / DAY);
  const checked = instantOf(calendar.zone, day, checkedFrom);
  if (now < checked) return null;
  const table = sessionTable(calendar);
  const last = firstSessionOfDay(table, day + 1) - 1;
  return last >= 0 && table.day[last] === day ? { checked, close: table.close[last]! } : null;
}
