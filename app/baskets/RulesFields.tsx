"use client";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Select } from "../ui/Select.tsx";
import { limitFields, type RulesDraft, type RulesErrors } from "./rules-draft.ts";

type RulesFieldsProps = {
  readonly draft: RulesDraft;
  readonly errors: RulesErrors;
  readonly onChange: (draft: RulesDraft) => void;
};

/** How members share the money, and what limits them together. */
export function RulesFields({ draft, errors, onChange }: RulesFieldsProps) {
  return (
    <Panel
      title="Capital and limits"
      description="How the members share the money, and what holds them all. Percentages are of the basket's equity; what is left empty does not limit."
    >
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-3">
          <Field
            label="Capital is shared"
            hint="Methods by risk read 20 days or more of paper; until then the weights hold."
          >
            {(control) => (
              <Select
                {...control}
                value={draft.allocation}
                onChange={(change) =>
                  onChange({ ...draft, allocation: change.target.value as RulesDraft["allocation"] })
                }
              >
                <option value="given">By the weights above</option>
                <option value="equal">Equally</option>
                <option value="inverse-volatility">By inverse volatility</option>
                <option value="risk-parity">By equal risk</option>
              </Select>
            )}
          </Field>
          <Field label="Rebalanced" hint="With the first bar of a period, between members that hold nothing.">
            {(control) => (
              <Select
                {...control}
                value={draft.rebalance}
                onChange={(change) => onChange({ ...draft, rebalance: change.target.value as RulesDraft["rebalance"] })}
              >
                <option value="never">Never</option>
                <option value="weekly">Each week</option>
                <option value="monthly">Each month</option>
                <option value="quarterly">Each quarter</option>
              </Select>
            )}
          </Field>
          <Field label="Where a share strays by, %" error={errors.corridor} hint="Less than that moves no money.">
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={draft.corridor}
                onChange={(change) => onChange({ ...draft, corridor: change.target.value })}
              />
            )}
          </Field>
        </div>
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
          {limitFields.map(({ key, label, hint }) => (
            <Field key={key} label={`${label}, %`} hint={hint} error={errors[key]}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  placeholder="no limit"
                  value={draft.limits[key]}
                  onChange={(change) => onChange({ ...draft, limits: { ...draft.limits, [key]: change.target.value } })}
                />
              )}
            </Field>
          ))}
        </div>
      </div>
    </Panel>
  );
}
