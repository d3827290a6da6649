import type {
  IChartApi,
  IPrimitivePaneView,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  Time,
} from "lightweight-charts";

/** Shades the part of a pane from an instant on and writes over it what it is. */
export class ShadedStretch implements ISeriesPrimitive<Time> {
  #chart: IChartApi | null = null;
  readonly #from: Time;
  readonly #color: string;
  readonly #labels: readonly [before: string, after: string];
  readonly #textColor: string;

  constructor(from: Time, look: { color: string; textColor: string; labels: readonly [string, string] }) {
    this.#from = from;
    this.#color = look.color;
    this.#textColor = look.textColor;
    this.#labels = look.labels;
  }

  attached({ chart }: SeriesAttachedParameter<Time>): void {
    this.#chart = chart as IChartApi;
  }

  detached(): void {
    this.#chart = null;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    const draw = (width: number): { x: number } | null => {
      const x = this.#chart?.timeScale().timeToCoordinate(this.#from);
      return x === null || x === undefined ? null : { x: Math.min(width, Math.max(0, x)) };
    };
    return [
      {
        zOrder: () => "bottom",
        renderer: () => ({
          draw: (target) =>
            target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
              const place = draw(width);
              if (place === null) return;
              context.fillStyle = this.#color;
              context.fillRect(place.x, 0, width - place.x, height);
              context.fillStyle = this.#textColor;
              context.font = '11px "Inter Variable", system-ui, sans-serif';
              context.textBaseline = "top";
              const [before, after] = this.#labels;
              context.textAlign = "right";
              if (place.x > 90) context.fillText(before, place.x - 6, 6);
              context.textAlign = "left";
              if (width - place.x > 90) context.fillText(after, place.x + 6, 6);
            }),
        }),
      },
    ];
  }
}
