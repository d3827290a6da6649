"use client";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";
import { Textarea } from "../ui/Textarea.tsx";
import { type PublishWords, readMoney } from "./publish-words.ts";

const disclosures = {
  open: "Open: others may copy it, under your name",
  view: "View only: others see how it works",
  sealed: "Sealed: others see what it risks, not how it works",
} as const;
const visibilities = {
  public: "Everybody, in the marketplace",
  unlisted: "Only who has the link",
  private: "Only your team",
} as const;
const difficulties = { beginner: "Beginner", intermediate: "Intermediate", advanced: "Advanced" } as const;

type PublishFieldsProps = {
  readonly words: PublishWords;
  readonly isUpdate: boolean;
  readonly onChange: (words: PublishWords) => void;
};

/** The words of a listing. */
export function PublishFields({ words, isUpdate, onChange }: PublishFieldsProps) {
  const change = (part: Partial<PublishWords>) => onChange({ ...words, ...part });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Title" className="sm:col-span-2">
        {(control) => (
          <Input
            {...control}
            required
            minLength={3}
            maxLength={120}
            value={words.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Rationale"
        className="sm:col-span-2"
        hint="Why should it work, and when does it not? Two sentences at least; Markdown is fine."
      >
        {(control) => (
          <Textarea
            {...control}
            required
            rows={4}
            minLength={20}
            maxLength={10_000}
            value={words.rationale}
            onChange={(event) => change({ rationale: event.target.value })}
          />
        )}
      </Field>
      {isUpdate ? (
        <Field label="What changed" className="sm:col-span-2" hint="Shown to everybody who runs the version before.">
          {(control) => (
            <Input
              {...control}
              maxLength={2_000}
              value={words.notes}
              onChange={(event) => change({ notes: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Choice
        label="What others see"
        options={disclosures}
        value={words.disclosure}
        onChange={(disclosure) => change({ disclosure })}
      />
      <Choice
        label="Who finds it"
        options={visibilities}
        value={words.visibility}
        onChange={(visibility) => change({ visibility })}
      />
      <Field
        label="Capital needed"
        error={readMoney(words.capital) === null ? "An amount above 0 is needed, such as 100000." : undefined}
        hint="In the strategies' currency; the platform's own paper run begins with it."
      >
        {(control) => (
          <Input
            {...control}
            required
            inputMode="decimal"
            value={words.capital}
            onChange={(event) => change({ capital: event.target.value })}
          />
        )}
      </Field>
      <Field label="Margin needed" hint="Leave empty where it trades without borrowing.">
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            value={words.margin}
            onChange={(event) => change({ margin: event.target.value })}
          />
        )}
      </Field>
      <Field label="Tags" hint="Separated by commas, such as trend, long only.">
        {(control) => (
          <Input {...control} value={words.tags} onChange={(event) => change({ tags: event.target.value })} />
        )}
      </Field>
      <Choice
        label="Difficulty"
        options={difficulties}
        value={words.difficulty}
        onChange={(difficulty) => change({ difficulty })}
      />
      <Field label="When it trades" className="sm:col-span-2" hint="In words, such as: at the close of each day.">
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            value={words.times}
            onChange={(event) => change({ times: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  const names = Object.keys(options) as Value[];
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => {
            const chosen = names.find((name) => name === event.target.value);
            if (chosen) onChange(chosen);
          }}
        >
          {names.map((name) => (
            <option key={name} value={name}>
              {options[name]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
