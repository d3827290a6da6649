import type {
  IChartApi,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  SeriesType,
  Time,
} from "lightweight-charts";

/** One line between two points of the chart. */
export type TradeLine = {
  readonly from: Time;
  readonly to: Time;
  readonly fromPrice: number;
  readonly toPrice: number;
  readonly color: string;
  readonly dash: readonly number[];
  readonly width: number;
};

/** Draws lines between points of a series: from entry to exit, and where stop and target lay. */
export class TradeLines implements ISeriesPrimitive<Time> {
  #chart: IChartApi | null = null;
  #series: ISeriesApi<SeriesType, Time> | null = null;
  #update: (() => void) | null = null;
  #lines: readonly TradeLine[] = [];

  attached({ chart, series, requestUpdate }: SeriesAttachedParameter<Time>): void {
    this.#chart = chart as IChartApi;
    this.#series = series;
    this.#update = requestUpdate;
  }

  detached(): void {
    this.#chart = null;
    this.#series = null;
    this.#update = null;
  }

  setLines(lines: readonly TradeLine[]): void {
    this.#lines = lines;
    this.#update?.();
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return [
      {
        renderer: () => ({
          draw: (target) =>
            target.useMediaCoordinateSpace(({ context }) => {
              for (const line of this.#lines) this.#draw(context, line);
            }),
        }),
      },
    ];
  }

  #draw(context: CanvasRenderingContext2D, { from, to, fromPrice, toPrice, color, dash, width }: TradeLine): void {
    const scale = this.#chart?.timeScale();
    const x1 = scale?.timeToCoordinate(from);
    const x2 = scale?.timeToCoordinate(to);
    const y1 = this.#series?.priceToCoordinate(fromPrice);
    const y2 = this.#series?.priceToCoordinate(toPrice);
    if (x1 === null || x2 === null || y1 === null || y2 === null) return;
    if (x1 === undefined || x2 === undefined || y1 === undefined || y2 === undefined) return;
    context.save();
    context.strokeStyle = color;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
    context.restore();
  }
}
