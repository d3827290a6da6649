"use client";
import { Crosshair } from "lucide-react";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Delta } from "../../ui/Delta.tsx";
import { IconButton } from "../../ui/IconButton.tsx";

type TradeRowProps = {
  readonly trade: Trade;
  readonly rowIndex: number;
  readonly several: boolean;
  readonly currency: string;
  readonly daily: boolean;
  /** Pixels. */
  readonly height: number;
  readonly onFocus: () => void;
};

export function TradeRow({ trade, rowIndex, several, currency, daily, height, onFocus }: TradeRowProps) {
  const format = useFormat();
  const moment = daily ? format.session : format.dateTime;
  return (
    <tr aria-rowindex={rowIndex} className="border-border-soft border-b hover:bg-hover" style={{ height }}>
      <td className="figure px-3 text-faint">{trade.id}</td>
      <td className="whitespace-nowrap px-3">
        <span className="inline-flex items-center gap-1.5">
          {trade.side === "long" ? "Long" : "Short"}
          {several ? <span className="text-muted">{trade.symbol}</span> : null}
          {trade.open ? <Badge tone="info">Open</Badge> : null}
        </span>
      </td>
      <td className="figure whitespace-nowrap px-3">{moment(trade.entryTime)}</td>
      <td className="figure px-3 text-right">{format.number(trade.entryPrice)}</td>
      <td className="figure whitespace-nowrap px-3">{moment(trade.exitTime)}</td>
      <td className="figure px-3 text-right">{format.number(trade.exitPrice)}</td>
      <td className="figure px-3 text-right">
        {format.number(trade.quantity, Number.isInteger(trade.quantity) ? 0 : 4)}
      </td>
      <td className="whitespace-nowrap px-3 text-right">
        <Delta value={trade.profit}>{format.money(trade.profit, currency)}</Delta>
      </td>
      <td className="figure px-3 text-right">{format.percent(trade.profitReturn)}</td>
      <td className="figure px-3 text-right">{format.integer(trade.barsHeld)}</td>
      <td className="figure px-3 text-right text-muted">{format.money(trade.fees, currency)}</td>
      <td className="max-w-48 truncate px-3 text-muted" title={trade.exitReason ?? undefined}>
        {trade.exitReason ?? (trade.open ? "held at the end" : "")}
      </td>
      <td className="px-1">
        <IconButton size="sm" label={`Show trade ${trade.id} on the chart`} onClick={onFocus}>
          <Crosshair size={14} />
        </IconButton>
      </td>
    </tr>
  );
}
