"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "@/app/format/FormatProvider.tsx";
import { useTRPC } from "@/app/trpc/context.ts";
import { Badge } from "@/app/ui/Badge.tsx";

type SignalListProps = { readonly strategyId: string; readonly names: readonly string[] };

/** The last signals that came in, and how many live runs each was given to. */
export function SignalList({ strategyId, names }: SignalListProps) {
  const trpc = useTRPC();
  const { ago } = useFormat();
  const signals = useQuery({
    ...trpc.hooks.signals.queryOptions({ strategyId }),
    staleTime: 0,
    refetchInterval: 5_000,
  });
  const rows = signals.data ?? [];
  if (signals.isPending) return null;
  if (rows.length === 0) return <p className="text-muted text-sm">No signal has come in yet.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
    <ul className="grid max-h-64 gap-1 overflow-y-auto" aria-label="Last signals" tabIndex={0}>
      {rows.map(({ id, name, symbol, value, receivedAt, runs }) => (
        <li key={id} className="flex items-center gap-3 rounded-md border px-3 py-1.5 text-sm" data-testid="signal-row">
          <span className="min-w-0 grow">
            <span className="font-medium">{name}</span>
            {symbol === null ? "" : ` ${symbol}`}
            {value === null ? "" : ` ${value}`}
            <span className="block text-muted text-xs">
              {ago(receivedAt)}, {runs === 0 ? "no live run" : runs === 1 ? "to 1 live run" : `to ${runs} live runs`}
            </span>
          </span>
          {names.includes(name) ? null : <Badge tone="warning">nothing listens</Badge>}
        </li>
      ))}
    </ul>
  );
}
