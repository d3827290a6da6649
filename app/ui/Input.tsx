import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

export const inputClasses = cx(
  "w-full rounded-md border border-line/60 bg-surface px-2.5 text-sm text-text transition-colors duration-100",
  "hover:border-line focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0",
  "aria-invalid:border-danger disabled:cursor-not-allowed disabled:opacity-60",
);

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cx(inputClasses, "h-8", className)} {...rest} />;
}
