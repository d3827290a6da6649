"use client";
import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type SegmentedControlProps<Value extends string> = {
  /** Names the choice for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly title?: string }[];
  readonly className?: string;
};

/** One choice of a few, all visible. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={props.label}
      value={props.value}
      onValueChange={(next) => {
        const chosen = props.options.find((option) => option.value === next);
        if (chosen) props.onChange(chosen.value);
      }}
      className={cx("inline-flex h-8 items-center gap-0.5 rounded-md bg-sunken p-0.5", props.className)}
    >
      {props.options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          {...(option.title ? { "aria-label": option.title } : {})}
          className={cx(
            "inline-flex h-7 items-center justify-center gap-1.5 rounded-[5px] px-2.5 font-medium text-muted text-xs",
            "hover:text-text data-[state=on]:bg-raised data-[state=on]:text-text data-[state=on]:shadow-card",
            "data-[state=on]:ring-1 data-[state=on]:ring-border",
          )}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
