"use client";
import type { KeyboardEvent, ReactNode } from "react";
import { cx } from "./cx.ts";

type SegmentedControlProps<Value extends string> = {
  /** Names the choice for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly title?: string }[];
  readonly className?: string;
};

/** One choice of a few, all visible: Tab reaches the chosen one, the arrow keys the others. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const isAnyChosen = props.options.some((option) => option.value === props.value);
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      onKeyDown={moveFocus}
      className={cx("inline-flex h-8 items-center gap-0.5 rounded-md bg-sunken p-0.5", props.className)}
    >
      {props.options.map((option, order) => {
        const isChosen = option.value === props.value;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a radio field cannot hold what it is drawn as
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={isChosen}
            tabIndex={isChosen || (!isAnyChosen && order === 0) ? 0 : -1}
            {...(option.title ? { "aria-label": option.title } : {})}
            onClick={() => (isChosen ? undefined : props.onChange(option.value))}
            className={cx(
              "inline-flex h-7 items-center justify-center gap-1.5 rounded-[5px] px-2.5 font-medium text-muted text-xs",
              "hover:text-text aria-checked:bg-raised aria-checked:text-text aria-checked:shadow-card",
              "aria-checked:ring-1 aria-checked:ring-border",
            )}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}

const moves: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Brings the focus to the neighbour of the choice that has it, round the ends. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = moves[event.key];
  const choices = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const at = choices.indexOf(document.activeElement as HTMLElement);
  if (by === undefined || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  choices[(at + by + choices.length) % choices.length]?.focus();
}
