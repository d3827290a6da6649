import type { DeepPartial, TimeChartOptions } from "lightweight-charts";
import { readColor } from "../theme/read-color.ts";

export type ChartColors = {
  readonly text: string;
  readonly grid: string;
  readonly line: string;
  readonly accent: string;
  readonly benchmark: string;
  readonly profit: string;
  readonly loss: string;
  /** Told apart beside each other, in this order. */
  readonly series: readonly string[];
};

/** Returns the tokens' colours as the canvas of a chart can use them. */
export function chartColors(host: Element): ChartColors {
  return {
    text: readColor(host, "--color-muted"),
    grid: readColor(host, "--color-border-soft"),
    line: readColor(host, "--color-line"),
    accent: readColor(host, "--color-series-1"),
    benchmark: readColor(host, "--color-series-2"),
    profit: readColor(host, "--color-profit"),
    loss: readColor(host, "--color-loss"),
    series: [1, 2, 3, 4, 5].map((place) => readColor(host, `--color-series-${place}`)),
  };
}

/** Returns rgb(a, b, c) with the given opacity. */
export function withOpacity(rgb: string, opacity: number): string {
  const [red, green, blue] = rgb.match(/[\d.]+/g) ?? ["128", "128", "128"];
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** The look that all charts share. */
export function chartOptions(colors: ChartColors, locale: string): DeepPartial<TimeChartOptions> {
  return {
    autoSize: true,
    layout: {
      background: { color: "transparent" },
      textColor: colors.text,
      fontFamily: '"Inter Variable", system-ui, sans-serif',
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: colors.grid, separatorHoverColor: colors.line, enableResize: false },
    },
    grid: { vertLines: { visible: false }, horzLines: { color: colors.grid } },
    rightPriceScale: { borderVisible: false },
    timeScale: { borderColor: colors.grid, rightOffset: 2, minBarSpacing: 0.02 },
    crosshair: {
      vertLine: { color: colors.line, labelBackgroundColor: colors.line },
      horzLine: { color: colors.line, labelBackgroundColor: colors.line },
    },
    localization: { locale },
  };
}
