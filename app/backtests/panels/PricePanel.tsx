"use client";
import { useCallback, useMemo, useState } from "react";
import type { SentTrades } from "@/graph-runtime/analytics/trades/trade-bundle.ts";
import { LazyTradeChart } from "../../charts/lazy-charts.tsx";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Loaded } from "../../trpc/Loaded.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { closerLook } from "../data/closer-look.ts";
import type { ResultSource, Stretch } from "../data/column-paths.ts";
import { closerPrices, type ResultPrices } from "../data/result-prices.ts";
import { useResultPrices } from "../data/use-result.ts";

/** Of an instrument that is not there yet. */
const usualTick = 0.01;

type PricePanelProps = {
  readonly source: ResultSource;
  readonly instruments: readonly { readonly symbol: string; readonly name: string; readonly tickSize: number }[];
  readonly lane: number;
  readonly onLane: (lane: number) => void;
  readonly trades: SentTrades | null;
  /** The row of the trade that the table points at. */
  readonly focused: number | null;
  /** Told of the bar that was clicked, epoch milliseconds. */
  readonly onPick?: (time: number) => void;
};

/** Candles of one of the traded instruments with what the strategy did there. */
export function PricePanel({ source, instruments, lane, onLane, trades, focused, onPick }: PricePanelProps) {
  const prices = useResultPrices(source, lane, null);
  return (
    <Panel
      title="Prices and trades"
      {...(onPick ? { description: "Click a bar to see what the strategy thought of it" } : {})}
      actions={
        instruments.length > 1 ? (
          <Select
            aria-label="Instrument"
            className="w-44"
            value={lane}
            onChange={(change) => onLane(Number(change.target.value))}
          >
            {instruments.map(({ symbol, name }, index) => (
              <option key={symbol} value={index}>
                {symbol === name ? symbol : `${symbol}, ${name}`}
              </option>
            ))}
          </Select>
        ) : undefined
      }
    >
      <Loaded query={prices} placeholder={<Skeleton className="h-80 w-full sm:h-104" />}>
        {(whole) => (
          <CloserPrices
            key={lane}
            source={source}
            whole={whole}
            tickSize={instruments[lane]?.tickSize ?? usualTick}
            lane={lane}
            trades={trades}
            focused={focused}
            {...(onPick ? { onPick } : {})}
          />
        )}
      </Loaded>
    </Panel>
  );
}

type CloserPricesProps = Pick<PricePanelProps, "source" | "lane" | "trades" | "focused" | "onPick"> & {
  readonly tickSize: number;
  readonly whole: ResultPrices;
};

function CloserPrices({ source, whole, tickSize, lane, trades, focused, onPick }: CloserPricesProps) {
  const format = useFormat();
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const part = useResultPrices(source, lane, stretch, stretch !== null);
  const prices = useMemo(() => closerPrices(whole, part.data ?? null), [whole, part.data]);
  const marked = useMemo(() => (trades === null ? undefined : { trades, lane }), [trades, lane]);
  const onView = useCallback(
    (visible: Stretch) => {
      const within =
        part.data !== undefined && stretch !== null && visible.from >= stretch.from && visible.to <= stretch.to;
      const barsEach = within ? prices.barsEach : whole.barsEach;
      const wanted = closerLook({ time: prices.time, barsWithin: (from, to) => (to - from) * barsEach }, visible);
      if (wanted !== null) setStretch(wanted);
    },
    [part.data, stretch, prices, whole],
  );
  return (
    <>
      <LazyTradeChart
        prices={prices}
        tickSize={tickSize}
        focused={focused}
        onView={onView}
        {...(marked ? { marked } : {})}
        {...(onPick ? { onPick } : {})}
      />
      {whole.barsEach > 1 ? (
        <p className="mt-2 text-2xs text-faint">
          {part.data && prices.barsEach === 1
            ? "Each candle in view is one bar."
            : `Each candle holds ${format.integer(prices.barsEach)} bars. Zoom in for single ones.`}
        </p>
      ) : null}
    </>
  );
}
