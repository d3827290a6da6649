import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";

const LIFETIMES = [
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: 365, label: "A year" },
  { days: null, label: "Until revoked" },
] as const;

export const usualLifetime: number | null = 30;

type LinkLifetimeProps = { readonly days: number | null; readonly onChange: (days: number | null) => void };

/** How long a link works. */
export function LinkLifetime({ days, onChange }: LinkLifetimeProps) {
  return (
    <Field label="It works for">
      {(control) => (
        <Select
          {...control}
          value={days ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
        >
          {LIFETIMES.map((one) => (
            <option key={one.label} value={one.days ?? ""}>
              {one.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
