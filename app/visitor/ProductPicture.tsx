"use client";
import { useTheme } from "../theme/use-theme.ts";

/** A photograph of the canvas, taken from the running product, in the reader's theme. */
export function ProductPicture() {
  const { resolved } = useTheme();
  return (
    <section className="mx-auto w-full max-w-6xl px-5 pb-16" aria-label="What it looks like">
      {/* biome-ignore lint/performance/noImgElement: a small static file needs no image service */}
      <img
        src={`/studio-${resolved}.webp`}
        width={1440}
        height={900}
        alt="The canvas with the SMA cross template: price bars, two moving averages, a crossing up that enters and a crossing down that exits, and below it the result over twenty years of index data"
        className="h-auto w-full rounded-xl border bg-surface shadow-overlay"
      />
    </section>
  );
}
