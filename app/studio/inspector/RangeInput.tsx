import type { CSSProperties } from "react";

type RangeInputProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly step: number | "any";
  readonly onChange: (value: number) => void;
  readonly testId?: string;
};

/** A slider in the colours of the theme; the part below the value is filled. */
export function RangeInput({ label, value, min = 0, max = 100, step, onChange, testId }: RangeInputProps) {
  const share = max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;
  return (
    <input
      type="range"
      aria-label={label}
      data-testid={testId}
      className="range-input"
      style={{ "--share": share } as CSSProperties}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  );
}
