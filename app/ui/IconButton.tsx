import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { Tooltip } from "./Tooltip.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** What the button does; read aloud and shown as its tooltip. */
  readonly label: string;
  readonly children: React.ReactNode;
  readonly size?: "sm" | "md";
  readonly side?: "top" | "right" | "bottom" | "left";
};

/** A square button with an icon; its label is its tooltip. */
export function IconButton({ label, size = "md", side, className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} {...(side ? { side } : {})}>
      <button
        type="button"
        aria-label={label}
        className={cx(
          "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100",
          "hover:bg-hover hover:text-text disabled:cursor-not-allowed disabled:opacity-50",
          "aria-pressed:bg-active aria-pressed:text-text data-[state=open]:bg-hover data-[state=open]:text-text",
          size === "sm" ? "size-7" : "size-8",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
