import { cx } from "../ui/cx.ts";

const description =
  "The canvas with the SMA cross template: price bars, two moving averages, a crossing up that enters and a crossing down that exits, and below it the result over twenty years of index data";

/** A photograph of the canvas, taken from the running product, in the reader's theme. The hidden one is never fetched. */
export function ProductPicture() {
  return (
    <section className="mx-auto w-full max-w-6xl px-5 pb-16" aria-label="What it looks like">
      <Picture file="/studio-light.webp" className="on-dark:hidden" />
      <Picture file="/studio-dark.webp" className="hidden on-dark:block" />
    </section>
  );
}

function Picture({ file, className }: { readonly file: string; readonly className: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: a small static file needs no image service
    <img
      src={file}
      width={1440}
      height={900}
      loading="lazy"
      alt={description}
      className={cx("h-auto w-full rounded-xl border bg-surface shadow-overlay", className)}
    />
  );
}
