"use client";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

type SwitchProps = Omit<ComponentProps<"button">, "children" | "type" | "role" | "onClick"> & {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
};

/** On or off. A button of its own: nodes of a large graph have hundreds. */
export function Switch({ className, checked, onCheckedChange, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      className={cx(
        "relative inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-line transition-colors duration-150",
        "aria-checked:bg-accent-strong disabled:opacity-50",
        className,
      )}
      {...rest}
      onClick={() => onCheckedChange(!checked)}
    >
      <span
        className={cx(
          "block size-4 rounded-full bg-white shadow transition-transform duration-150",
          checked ? "translate-x-4.5" : "translate-x-0.5",
        )}
      />
    </button>
  );
}
