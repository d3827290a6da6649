"use client";
import { Switch as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";

export function Switch({ className, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cx(
        "relative inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-line transition-colors duration-150",
        "data-[state=checked]:bg-accent-strong disabled:opacity-50",
        className,
      )}
      {...rest}
    >
      <Primitive.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white shadow transition-transform duration-150 data-[state=checked]:translate-x-4.5" />
    </Primitive.Root>
  );
}
