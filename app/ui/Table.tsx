import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

/** A dense table that scrolls sideways on a narrow screen. `label` names it for screen readers. */
export function Table({ label, className, ...rest }: ComponentProps<"table"> & { readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} className="relative overflow-x-auto" tabIndex={0}>
      <table className={cx("w-full border-collapse text-left text-sm", className)} {...rest} />
    </section>
  );
}

type Align = { readonly align?: "left" | "right" };

export function HeadCell({ align = "left", className, ...rest }: Omit<ComponentProps<"th">, "align"> & Align) {
  return (
    <th
      scope="col"
      className={cx(
        "h-8 whitespace-nowrap border-b bg-surface px-2 font-medium text-faint text-xs first:pl-4 last:pr-4 sm:px-4",
        align === "right" && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

export function Cell({ align = "left", className, ...rest }: Omit<ComponentProps<"td">, "align"> & Align) {
  return (
    <td
      className={cx(
        "h-10 border-border-soft border-b px-2 first:pl-4 last:pr-4 sm:px-4 [tr:last-child>&]:border-b-0",
        align === "right" && "figure whitespace-nowrap text-right",
        className,
      )}
      {...rest}
    />
  );
}
