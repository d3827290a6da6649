"use client";
import { Input } from "../ui/Input.tsx";
import { Switch } from "../ui/Switch.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import type { KnobDraft } from "./knob-draft.ts";

type KnobFieldsProps = {
  readonly knobs: readonly KnobDraft[];
  readonly onChange: (knobs: readonly KnobDraft[]) => void;
};

/** Which knobs are varied, and what each takes. */
export function KnobFields({ knobs, onChange }: KnobFieldsProps) {
  const change = (key: string, part: Partial<KnobDraft>) =>
    onChange(knobs.map((knob) => (knob.key === key ? { ...knob, ...part } : knob)));
  const box = (knob: KnobDraft, field: "from" | "to" | "step") => (
    <Cell>
      <Input
        aria-label={`${knob.label}, ${field}`}
        type="number"
        step="any"
        className="min-w-20"
        disabled={!knob.isOn}
        value={knob[field]}
        onChange={(event) => change(knob.key, { [field]: event.target.value })}
      />
    </Cell>
  );
  return (
    <Table label="Knobs">
      <thead>
        <tr>
          <HeadCell>Knob</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell>To</HeadCell>
          <HeadCell>Step</HeadCell>
        </tr>
      </thead>
      <tbody>
        {knobs.map((knob) => (
          <tr key={knob.key}>
            <Cell className="w-1/2">
              <span className="flex items-center gap-2.5">
                <Switch
                  aria-label={`Vary ${knob.label}`}
                  checked={knob.isOn}
                  onCheckedChange={(isOn) => change(knob.key, { isOn })}
                />
                {knob.label}
              </span>
            </Cell>
            {knob.isNumber ? (
              <>
                {box(knob, "from")}
                {box(knob, "to")}
                {box(knob, "step")}
              </>
            ) : (
              <Cell colSpan={3}>
                <Input
                  aria-label={`${knob.label}, values with commas between them`}
                  disabled={!knob.isOn}
                  value={knob.list}
                  onChange={(event) => change(knob.key, { list: event.target.value })}
                />
              </Cell>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
