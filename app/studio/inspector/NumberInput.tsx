"use client";
import { Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { cx } from "@/app/ui/cx.ts";
import { type NumberBounds, parseNumber, stepNumber } from "./parse-number.ts";

type NumberInputProps = {
  readonly value: number;
  readonly bounds: NumberBounds;
  readonly step: number;
  readonly unit?: string | undefined;
  readonly label: string;
  readonly testId?: string;
  readonly id?: string;
  readonly describedBy?: string | undefined;
  readonly compact?: boolean;
  readonly onChange: (value: number) => void;
  readonly onProblem?: (problem: string | null) => void;
};

/** A number with unit and stepper. What is typed takes effect as soon as it is a legal number. */
export function NumberInput(props: NumberInputProps) {
  const { value, bounds, step, unit, compact = false, onChange, onProblem } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null ? null : parseNumber(draft, bounds);
  const problem = parsed !== null && "error" in parsed ? parsed.error : null;

  // A value that changed behind the field's back, by undo for one, wins over what was typed before.
  const shown =
    draft !== null && (problem !== null || (parsed !== null && "value" in parsed && parsed.value === value))
      ? draft
      : String(value);

  const type = (text: string): void => {
    setDraft(text);
    const next = parseNumber(text, bounds);
    onProblem?.("error" in next ? next.error : null);
    if ("value" in next && next.value !== value) onChange(next.value);
  };
  const move = (count: number): void => {
    setDraft(null);
    onProblem?.(null);
    const next = stepNumber(value, step, count, bounds);
    if (next !== value) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      move((event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.currentTarget.blur();
  };

  return (
    <span className={cx("number-input", compact && "is-compact")} data-invalid={problem !== null || undefined}>
      <input
        {...(props.id === undefined ? {} : { id: props.id })}
        data-testid={props.testId}
        aria-label={props.label}
        aria-invalid={problem !== null || undefined}
        aria-describedby={props.describedBy}
        title={problem ?? undefined}
        inputMode="decimal"
        autoComplete="off"
        className="figure"
        value={shown}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setDraft(null);
          onProblem?.(null);
        }}
      />
      {unit === undefined ? null : <span className="number-input-unit">{unit}</span>}
      <span className="number-input-steps">
        <button type="button" tabIndex={-1} aria-label={`Decrease ${props.label}`} onClick={() => move(-1)}>
          <Minus size={12} />
        </button>
        <button type="button" tabIndex={-1} aria-label={`Increase ${props.label}`} onClick={() => move(1)}>
          <Plus size={12} />
        </button>
      </span>
    </span>
  );
}
