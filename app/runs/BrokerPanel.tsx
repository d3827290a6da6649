"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Panel } from "../ui/Panel.tsx";

type Monitor = ApiOutput["runs"]["monitor"];
const refreshMilliseconds = 3_000;

/** The broker's side of a run: session, feed, outbox, and what is owned there against what the broker holds. */
export function BrokerPanel({ runId, accountId }: { readonly runId: string; readonly accountId: string }) {
  const trpc = useTRPC();
  const monitor = useQuery(trpc.runs.monitor.queryOptions({ id: runId }, { refetchInterval: refreshMilliseconds }));
  const state = useQuery(
    trpc.brokers.state.queryOptions(
      { id: accountId },
      { refetchInterval: ({ state: { error } }) => (error ? false : refreshMilliseconds), retry: false },
    ),
  );
  const netOf = (symbol: string): string | null => {
    if (!state.data) return null;
    const sum = state.data.positions
      .filter((position) => position.symbol === symbol)
      .reduce((total, { quantity }) => total + Number(quantity), 0);
    return String(sum);
  };
  return (
    <Panel title="At the broker">
      <Loaded query={monitor}>{(data) => <Pulse monitor={data} netOf={netOf} />}</Loaded>
    </Panel>
  );
}

type PulseProps = { readonly monitor: Monitor; readonly netOf: (symbol: string) => string | null };

function Pulse({ monitor, netOf }: PulseProps) {
  const format = useFormat();
  const { session, review, haltedAt, barsBehind, ordersAllowed, ordersLastMinute, unknownOrders, owned, stream } =
    monitor;
  const facts: readonly (readonly [string, string])[] = [
    ["Feed", barsBehind === null ? "unknown" : barsBehind <= 1 ? "up to date" : `${barsBehind} bars behind`],
    ...streamFacts(stream),
    ["Orders in a minute", ordersAllowed === null ? `${ordersLastMinute}` : `${ordersLastMinute} of ${ordersAllowed}`],
    ["Without an answer", String(unknownOrders)],
    ["Books compared", monitor.reconciledAt === null ? "not yet" : format.clock(monitor.reconciledAt)],
  ];
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={session === null ? "danger" : "profit"}>{session === null ? "Not logged in" : "Connected"}</Badge>
        {session?.expiresAt ? (
          <span className="text-muted text-xs">until {format.dateTime(session.expiresAt)}</span>
        ) : null}
        {session === null ? (
          <Link href="/brokers" className="text-accent text-sm underline">
            Connect it
          </Link>
        ) : null}
        {haltedAt === null ? null : <Badge tone="danger">Killed</Badge>}
      </p>
      {review === null ? null : (
        <p role="alert" className="rounded-md border border-danger/30 bg-danger-soft p-3 text-sm">
          {review} Nothing is entered until the books agree.
        </p>
      )}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-faint text-xs">{label}</dt>
            <dd className="figure">{value}</dd>
          </div>
        ))}
      </dl>
      {owned.length === 0 ? null : (
        <table className="w-full text-sm">
          <caption className="pb-1 text-left text-faint text-xs">Units owned against the broker's net</caption>
          <thead>
            <tr className="text-muted text-xs">
              <th className="text-left font-medium">Instrument</th>
              <th className="text-right font-medium">This run</th>
              <th className="text-right font-medium">All runs</th>
              <th className="text-right font-medium">Broker</th>
            </tr>
          </thead>
          <tbody>
            {owned.map(({ symbol, run, account }) => (
              <tr key={symbol}>
                <td>{symbol}</td>
                <td className="figure text-right">{run}</td>
                <td className="figure text-right">{account}</td>
                <td className="figure text-right">{netOf(symbol) ?? "unknown"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

const streamWords: Readonly<Record<NonNullable<Monitor["stream"]>["state"], string>> = {
  connecting: "connecting",
  open: "open",
  waiting: "broken, connecting again",
  closed: "closed",
  filling: "open, waiting for missed bars",
};

/** How the broker's own prices arrive, where the run follows them. */
function streamFacts(stream: Monitor["stream"]): (readonly [string, string])[] {
  if (stream === null) return [];
  const { state, lagMilliseconds, filledBars } = stream;
  return [
    ["Price stream", streamWords[state]],
    ["A trade is heard after", lagMilliseconds === null ? "unknown" : `${lagMilliseconds} ms`],
    ["Bars filled from history", String(filledBars)],
  ];
}
