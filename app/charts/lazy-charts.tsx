"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "../ui/Skeleton.tsx";

const loading = () => <Skeleton className="h-80 w-full" />;

const equityChart = () => import("./EquityChart.tsx").then((module) => module.EquityChart);
const tradeChart = () => import("./TradeChart.tsx").then((module) => module.TradeChart);

/** Fetches the charts of a result while its figures are on their way. */
export function warmResultCharts(): void {
  // What does not arrive now is asked for again where it is shown.
  for (const chart of [equityChart, tradeChart]) void chart().catch(() => undefined);
}

// The chart libraries are heavy and draw only in a browser: they arrive with the first chart that is shown.
export const LazyEquityChart = dynamic(equityChart, { ssr: false, loading });
export const LazyTradeChart = dynamic(tradeChart, { ssr: false, loading });
export const LazyLiveEquityChart = dynamic(
  () => import("./LiveEquityChart.tsx").then((module) => module.LiveEquityChart),
  { ssr: false, loading },
);
export const LazyHistogram = dynamic(() => import("./Histogram.tsx").then((module) => module.Histogram), {
  ssr: false,
  loading,
});
export const LazyExcursionScatter = dynamic(
  () => import("./ExcursionScatter.tsx").then((module) => module.ExcursionScatter),
  { ssr: false, loading },
);
export const LazyTimeLinesChart = dynamic(
  () => import("./TimeLinesChart.tsx").then((module) => module.TimeLinesChart),
  { ssr: false, loading },
);
export const LazyProfitBars = dynamic(() => import("./ProfitBars.tsx").then((module) => module.ProfitBars), {
  ssr: false,
  loading,
});
export const LazyRecordChart = dynamic(() => import("./RecordChart.tsx").then((module) => module.RecordChart), {
  ssr: false,
  loading: () => <Skeleton className="h-56 w-full" />,
});
