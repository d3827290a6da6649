"use client";
import { ArrowDown, ArrowUp, Crosshair, Download } from "lucide-react";
import { useState } from "react";
import type { Trade } from "@/graph-runtime/analytics/trades/trade.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { Delta } from "../ui/Delta.tsx";
import { downloadText } from "../ui/download-text.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Select } from "../ui/Select.tsx";
import { useVirtualRows } from "../ui/use-virtual-rows.ts";
import { arrangeTrades, type TradeColumn, type TradeFilter, type TradeSort } from "./trade-order.ts";
import { tradesCsv } from "./trades-csv.ts";

const rowHeight = 36;
const viewHeight = 460;

const headings: readonly { readonly column: TradeColumn | null; readonly label: string; readonly right: boolean }[] = [
  { column: "id", label: "#", right: false },
  { column: null, label: "Side", right: false },
  { column: "entryTime", label: "Entry", right: false },
  { column: null, label: "Price", right: true },
  { column: "exitTime", label: "Exit", right: false },
  { column: null, label: "Price", right: true },
  { column: "quantity", label: "Quantity", right: true },
  { column: "profit", label: "Net profit", right: true },
  { column: "profitReturn", label: "Return", right: true },
  { column: "barsHeld", label: "Bars", right: true },
  { column: "fees", label: "Costs", right: true },
  { column: null, label: "Reason to exit", right: false },
];

const filters: readonly { readonly value: TradeFilter; readonly label: string }[] = [
  { value: "all", label: "All trades" },
  { value: "winners", label: "Winners" },
  { value: "losers", label: "Losers" },
  { value: "long", label: "Long" },
  { value: "short", label: "Short" },
  { value: "open", label: "Still open" },
];

type TradesTableProps = {
  readonly trades: readonly Trade[];
  readonly currency: string;
  readonly daily: boolean;
  readonly filename: string;
  readonly onFocusTrade: (trade: Trade) => void;
};

/** All trades; only the rows in view are rendered, so that 100,000 are no burden. */
export function TradesTable({ trades, currency, daily, filename, onFocusTrade }: TradesTableProps) {
  const [filter, setFilter] = useState<TradeFilter>("all");
  const [sort, setSort] = useState<TradeSort>({ column: "id", descending: false });
  const shown = arrangeTrades(trades, filter, sort);
  const rows = useVirtualRows(shown.length, rowHeight, viewHeight);
  const format = useFormat();
  const moment = daily ? format.session : format.dateTime;
  const sortBy = (column: TradeColumn) =>
    setSort({ column, descending: sort.column === column ? !sort.descending : column !== "id" });
  return (
    <Panel
      flush
      title={
        <>
          Trades <span className="figure font-normal text-muted">{format.integer(shown.length)}</span>
        </>
      }
      actions={
        <>
          <Select
            aria-label="Which trades"
            className="w-32"
            value={filter}
            onChange={(change) =>
              setFilter(filters.find((entry) => entry.value === change.target.value)?.value ?? "all")
            }
          >
            {filters.map((entry) => (
              <option key={entry.value} value={entry.value}>
                {entry.label}
              </option>
            ))}
          </Select>
          <Button onClick={() => downloadText(filename, tradesCsv(shown), "text/csv")}>
            <Download size={14} aria-hidden="true" />
            CSV
          </Button>
        </>
      }
    >
      <section
        aria-label="Trades"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-auto border-t focus-visible:-outline-offset-2"
        style={{ maxHeight: viewHeight }}
        onScroll={rows.onScroll}
      >
        <table className="w-full border-collapse text-left text-xs" aria-rowcount={shown.length + 1}>
          <thead className="sticky top-0 z-10 bg-surface">
            <tr>
              {headings.map((heading, index) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
                  key={index}
                  scope="col"
                  aria-sort={
                    heading.column === sort.column ? (sort.descending ? "descending" : "ascending") : undefined
                  }
                  className={cx(
                    "h-8 whitespace-nowrap border-b px-3 font-medium text-faint",
                    heading.right && "text-right",
                  )}
                >
                  {heading.column ? (
                    <SortButton
                      label={heading.label}
                      active={heading.column === sort.column}
                      descending={sort.descending}
                      onSort={() => heading.column && sortBy(heading.column)}
                    />
                  ) : (
                    heading.label
                  )}
                </th>
              ))}
              <th className="w-10 border-b">
                <span className="sr-only">Show on the chart</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.before > 0 ? <tr style={{ height: rows.before }} /> : null}
            {shown.slice(rows.from, rows.to).map((trade, index) => (
              <tr
                key={trade.id}
                aria-rowindex={rows.from + index + 2}
                className="border-border-soft border-b hover:bg-hover"
                style={{ height: rowHeight }}
              >
                <td className="figure px-3 text-faint">{trade.id}</td>
                <td className="px-3">
                  <span className="inline-flex items-center gap-1.5">
                    {trade.side === "long" ? "Long" : "Short"}
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
                  <IconButton
                    size="sm"
                    label={`Show trade ${trade.id} on the chart`}
                    onClick={() => onFocusTrade(trade)}
                  >
                    <Crosshair size={14} />
                  </IconButton>
                </td>
              </tr>
            ))}
            {rows.after > 0 ? <tr style={{ height: rows.after }} /> : null}
          </tbody>
        </table>
        {shown.length === 0 ? (
          <p className="px-4 py-10 text-center text-muted">
            {trades.length === 0 ? "The strategy never traded in this period." : "No trade is of this sort."}
          </p>
        ) : null}
      </section>
    </Panel>
  );
}

type SortButtonProps = {
  readonly label: string;
  readonly active: boolean;
  readonly descending: boolean;
  readonly onSort: () => void;
};

function SortButton({ label, active, descending, onSort }: SortButtonProps) {
  const Arrow = descending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={onSort}
      className={cx("inline-flex items-center gap-1 rounded-sm hover:text-text", active && "text-text")}
    >
      {label}
      {active ? <Arrow size={12} aria-hidden="true" /> : null}
    </button>
  );
}
