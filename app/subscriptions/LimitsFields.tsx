"use client";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";
import { ChoiceChips } from "./ChoiceChips.tsx";
import { type DraftErrors, everyDay, everyProduct, type LimitsDraft, numberFields } from "./limits-draft.ts";

const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const productNames = { share: "Shares", future: "Futures", perpetual: "Perpetuals" } as const;

type LimitsFieldsProps = {
  readonly draft: LimitsDraft;
  readonly errors: DraftErrors;
  readonly onChange: (draft: LimitsDraft) => void;
};

/** Limits around a listing that its author cannot loosen. What is left empty does not limit. */
export function LimitsFields({ draft, errors, onChange }: LimitsFieldsProps) {
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-3">
        {numberFields.map(({ key, label, unit, hint }) => (
          <Field key={key} label={`${label}, ${unit}`} hint={hint} error={errors[key]}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                placeholder={key === "multiplier" ? "1" : "no limit"}
                value={draft.numbers[key]}
                onChange={(change) => onChange({ ...draft, numbers: { ...draft.numbers, [key]: change.target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
      <ChoiceChips
        label="Days of entries"
        options={everyDay.map((day) => ({ value: day, label: dayNames[day] }))}
        chosen={draft.days}
        error={errors.days}
        onChange={(days) => onChange({ ...draft, days })}
      />
      <ChoiceChips
        label="What may be entered"
        options={everyProduct.map((product) => ({ value: product, label: productNames[product] }))}
        chosen={draft.products}
        error={errors.products}
        onChange={(products) => onChange({ ...draft, products })}
      />
      <div className="grid grid-cols-2 gap-3">
        <Field label="Entries">
          {(control) => (
            <Select
              {...control}
              value={draft.entries}
              onChange={(change) => onChange({ ...draft, entries: change.target.value as LimitsDraft["entries"] })}
            >
              <option value="auto">Sent at once</option>
              <option value="approve">Ask me each time</option>
              <option value="alerts">Tell me, send nothing</option>
            </Select>
          )}
        </Field>
        {draft.entries === "approve" ? (
          <Field label="Wait for me, minutes" error={errors.approveWithinMinutes}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={draft.approveWithinMinutes}
                onChange={(change) => onChange({ ...draft, approveWithinMinutes: change.target.value })}
              />
            )}
          </Field>
        ) : null}
        <Field label="When I unsubscribe, positions" className="col-span-2">
          {(control) => (
            <Select
              {...control}
              value={draft.onUnsubscribe}
              onChange={(change) =>
                onChange({ ...draft, onUnsubscribe: change.target.value as LimitsDraft["onUnsubscribe"] })
              }
            >
              <option value="close">are closed at market</option>
              <option value="close-next-session">are closed on the next trading day</option>
              <option value="keep">are kept as they are</option>
            </Select>
          )}
        </Field>
      </div>
    </div>
  );
}
