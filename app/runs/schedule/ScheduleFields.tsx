"use client";
import { ChoiceChips } from "../../subscriptions/ChoiceChips.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { Select } from "../../ui/Select.tsx";
import {
  dayNames,
  draftFor,
  type ScheduleDraft,
  type Sessions,
  scheduleErrors,
  sessionNames,
  type Zone,
  zoneNames,
} from "./schedule-draft.ts";

type ScheduleFieldsProps = {
  /** Null where the run keeps no hours. */
  readonly draft: ScheduleDraft | null;
  readonly onChange: (draft: ScheduleDraft | null) => void;
};

const whenever = "whenever";
const days = dayNames.map((label, value) => ({ value, label }));

/** When a run may enter. */
export function ScheduleFields({ draft, onChange }: ScheduleFieldsProps) {
  const errors = draft === null ? {} : scheduleErrors(draft);
  return (
    <fieldset className="grid gap-3">
      <Field
        label="Enters"
        hint={
          draft === null ? undefined : "Outside these hours nothing is entered; exits, stops and targets still work."
        }
      >
        {(control) => (
          <Select
            {...control}
            value={draft?.sessions ?? whenever}
            onChange={({ target: { value } }) => onChange(value === whenever ? null : draftFor(value as Sessions))}
          >
            <option value={whenever}>Whenever there are bars</option>
            {Object.entries(sessionNames).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft === null ? null : (
        <>
          <ChoiceChips
            label="On"
            options={days}
            chosen={draft.days}
            error={errors.days}
            onChange={(chosen) => onChange({ ...draft, days: chosen })}
          />
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            <Field label="From" error={errors.clock}>
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  value={draft.from}
                  onChange={({ target }) => onChange({ ...draft, from: target.value })}
                />
              )}
            </Field>
            <Field label="until">
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  value={draft.to}
                  onChange={({ target }) => onChange({ ...draft, to: target.value })}
                />
              )}
            </Field>
            <Field label="Clock of" className="col-span-2 sm:col-span-1">
              {(control) => (
                <Select
                  {...control}
                  value={draft.zone}
                  onChange={({ target }) => onChange({ ...draft, zone: target.value as Zone })}
                >
                  {Object.entries(zoneNames).map(([id, name]) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <div className="grid grid-cols-2 gap-3">
            <Field label="When the hours end">
              {(control) => (
                <Select
                  {...control}
                  value={draft.squaresOff ? "close" : "keep"}
                  onChange={({ target }) => onChange({ ...draft, squaresOff: target.value === "close" })}
                >
                  <option value="keep">positions stay</option>
                  <option value="close">square off before</option>
                </Select>
              )}
            </Field>
            {draft.squaresOff ? (
              <Field label="Minutes before the end" error={errors.minutes}>
                {(control) => (
                  <Input
                    {...control}
                    inputMode="numeric"
                    value={draft.minutes}
                    onChange={({ target }) => onChange({ ...draft, minutes: target.value })}
                  />
                )}
              </Field>
            ) : null}
          </div>
        </>
      )}
    </fieldset>
  );
}
