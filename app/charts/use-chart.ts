"use client";
import { createChart, type IChartApi } from "lightweight-charts";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useDisplayPreferences } from "../format/FormatProvider.tsx";
import { useTheme } from "../theme/use-theme.ts";
import { type ChartColors, chartColors, chartOptions } from "./chart-theme.ts";

export type LiveChart = { readonly chart: IChartApi; readonly colors: ChartColors };

/** Puts a chart into the element, made anew where the theme changes; null until it is there. */
export function useChart(): { readonly hostRef: RefObject<HTMLDivElement | null>; readonly live: LiveChart | null } {
  const hostRef = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<LiveChart | null>(null);
  const { resolved } = useTheme();
  const { preferences } = useDisplayPreferences();
  // External system: the chart's canvas. The theme is read from the document, hence named here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme changes the colours that are read
  useEffect(() => {
    const host = hostRef.current;
    if (!host) return undefined;
    const colors = chartColors(host);
    const chart = createChart(host, chartOptions(colors, preferences.locale));
    setLive({ chart, colors });
    return () => {
      setLive(null);
      chart.remove();
    };
  }, [resolved, preferences.locale]);
  return { hostRef, live };
}
