"use client";
import { type KeyboardEvent, useState } from "react";
import type { ReadingNumber } from "@/graph-runtime/compiler/reading-marks.ts";
import { parseNumber, stepNumber } from "../inspector/parse-number.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";
import { numberTarget } from "./number-target.ts";

type SentenceNumberProps = { readonly number: ReadingNumber; readonly text: string; readonly testId: string };

/** A number that is edited where it stands in the sentence. It takes effect with Enter, the arrow keys, or on leaving. */
export function SentenceNumber({ number, text, testId }: SentenceNumberProps) {
  const store = useStudioStore();
  const document = useStudio((state) => state.root);
  const [draft, setDraft] = useState<string | null>(null);
  const target = numberTarget(document, number);
  if (target === null) return text;
  const parsed = draft === null ? null : parseNumber(draft, target.bounds);
  const problem = parsed !== null && "error" in parsed ? parsed.error : null;
  const set = (value: number): void => {
    setDraft(null);
    if (value !== target.value) store.getState().dispatch({ ...target.change(value), onWhole: true });
  };
  const leave = (): void => {
    if (parsed !== null && "value" in parsed) set(parsed.value);
    else setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") leave();
    else if (event.key === "Escape" && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const count = (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1);
      set(stepNumber(target.value, target.step, count, target.bounds));
    }
  };
  const shown = draft ?? String(target.value);
  return (
    <span className="sentence-number">
      <input
        aria-label={target.label}
        aria-invalid={problem !== null || undefined}
        title={problem ?? `${target.label}: type, or ↑ ↓`}
        inputMode="decimal"
        autoComplete="off"
        className="figure"
        data-testid={testId}
        style={{ width: `${Math.max(2, shown.length) + 1.5}ch` }}
        value={shown}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      {problem === null ? null : (
        <span role="alert" className="sentence-problem">
          {problem}
        </span>
      )}
    </span>
  );
}
