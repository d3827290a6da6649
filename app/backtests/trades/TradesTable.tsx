"use client";
import { ArrowDown, ArrowUp, Download } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import type { SentTrades } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { tradeAt } from "@/graph-runtime/analytics/trades/trade-objects.ts";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { downloadText } from "../../ui/download-text.ts";
import { Input } from "../../ui/Input.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { useVirtualRows } from "../../ui/use-virtual-rows.ts";
import { TradeRow } from "./TradeRow.tsx";
import { arrangeTrades, type TradeColumn, type TradeFilter, type TradeSort } from "./trade-order.ts";
import { tradesCsv } from "./trades-csv.ts";

const rowHeight = 36;
const viewHeight = 460;

const headings: readonly { readonly column: TradeColumn | null; readonly label: string; readonly right: boolean }[] = [
  { column: "id", label: "#", right: false },
  { column: null, label: "Trade", right: false },
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

const filters: readonly { readonly value: TradeFilter["kind"]; readonly label: string }[] = [
  { value: "all", label: "All trades" },
  { value: "winners", label: "Winners" },
  { value: "losers", label: "Losers" },
  { value: "long", label: "Long" },
  { value: "short", label: "Short" },
  { value: "open", label: "Still open" },
];

type TradesTableProps = {
  readonly trades: SentTrades;
  /** Names the instrument of each trade. */
  readonly several: boolean;
  readonly currency: string;
  readonly daily: boolean;
  readonly filename: string;
  /** Brings the trade of a row into view on the chart. */
  readonly onFocusTrade: (row: number) => void;
};

/** All trades; only the rows in view are rendered, so that 100,000 are no burden. */
export function TradesTable({ trades, several, currency, daily, filename, onFocusTrade }: TradesTableProps) {
  const [kind, setKind] = useState<TradeFilter["kind"]>("all");
  const [text, setText] = useState("");
  const sought = useDeferredValue(text);
  const [sort, setSort] = useState<TradeSort>({ column: "id", descending: false });
  const shown = useMemo(() => arrangeTrades(trades, { kind, text: sought }, sort), [trades, kind, sought, sort]);
  const rows = useVirtualRows(shown.length, rowHeight, viewHeight);
  const format = useFormat();
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
          <Input
            type="search"
            aria-label="Find trades by instrument or reason"
            placeholder="Instrument or reason"
            className="w-44 max-sm:hidden"
            value={text}
            onChange={(change) => setText(change.target.value)}
          />
          <Select
            aria-label="Which trades"
            className="w-32"
            value={kind}
            onChange={(change) => setKind(filters.find((entry) => entry.value === change.target.value)?.value ?? "all")}
          >
            {filters.map((entry) => (
              <option key={entry.value} value={entry.value}>
                {entry.label}
              </option>
            ))}
          </Select>
          <Button onClick={() => downloadText(filename, tradesCsv(tradesOf(trades, shown)), "text/csv")}>
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
            {Array.from(shown.subarray(rows.from, rows.to), (row, index) => (
              <TradeRow
                key={row}
                trade={tradeAt(trades, row, trades.symbol(row))}
                rowIndex={rows.from + index + 2}
                several={several}
                currency={currency}
                daily={daily}
                height={rowHeight}
                onFocus={() => onFocusTrade(row)}
              />
            ))}
            {rows.after > 0 ? <tr style={{ height: rows.after }} /> : null}
          </tbody>
        </table>
        {shown.length === 0 ? (
          <p className="px-4 py-10 text-center text-muted">
            {trades.count === 0 ? "The strategy never traded in this period." : "No trade is of this sort."}
          </p>
        ) : null}
      </section>
    </Panel>
  );
}

function* tradesOf(trades: SentTrades, rows: Uint32Array) {
  for (const row of rows) yield tradeAt(trades, row, trades.symbol(row));
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
