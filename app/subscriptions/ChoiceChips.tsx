"use client";
import { cx } from "../ui/cx.ts";

type ChoiceChipsProps<Value extends string | number> = {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly error?: string | undefined;
  readonly onChange: (chosen: readonly Value[]) => void;
};

/** Several of a few, all visible. */
export function ChoiceChips<Value extends string | number>(props: ChoiceChipsProps<Value>) {
  const { label, options, chosen, error, onChange } = props;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-muted text-xs">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((option) => {
          const isChosen = chosen.includes(option.value);
          return (
            <label
              key={option.value}
              className={cx(
                "inline-flex h-8 cursor-pointer items-center rounded-md border px-2.5 font-medium text-xs",
                "has-focus-visible:outline-2 has-focus-visible:outline-accent",
                isChosen ? "border-accent bg-raised text-text" : "text-muted hover:text-text",
              )}
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={isChosen}
                onChange={() =>
                  onChange(
                    options
                      .map(({ value }) => value)
                      .filter((value) => (value === option.value ? !isChosen : chosen.includes(value))),
                  )
                }
              />
              {isChosen ? "✓ " : ""}
              {option.label}
            </label>
          );
        })}
      </div>
      {error ? (
        <p role="alert" className="text-danger text-xs">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
