import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { inputClasses } from "./Input.tsx";

/** The platform's own select: the best one on a phone, and readable by every screen reader. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cx("relative inline-flex w-full", className)}>
      <select className={cx(inputClasses, "h-8 appearance-none pr-8")} {...rest}>
        {children}
      </select>
      <ChevronDown
        size={14}
        aria-hidden="true"
        className="pointer-events-none absolute top-2.25 right-2.5 text-muted"
      />
    </span>
  );
}
