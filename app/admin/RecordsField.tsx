"use client";
import { useState } from "react";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";

type Months = number | "for-good";
const choices: readonly Months[] = ["for-good", 60, 36, 24, 12, 6, 3];

type RecordsFieldProps = {
  readonly months: Months;
  /** The configuration says it, and nobody here can change it. */
  readonly isFixed: boolean;
  readonly isBusy: boolean;
  readonly onChange: (months: Months) => void;
};

/** How long what runs write down bar by bar is kept. A shorter time takes records away, so it is asked twice. */
export function RecordsField({ months, isFixed, isBusy, onChange }: RecordsFieldProps) {
  const [wanted, setWanted] = useState<Months>(months);
  const isShorter = wanted !== "for-good" && (months === "for-good" || wanted < months);
  const options = choices.includes(months) ? choices : [...choices, months];
  const keep = (
    <Button size="sm" busy={isBusy} onClick={isShorter ? undefined : () => onChange(wanted)}>
      Keep them {wordsOf(wanted)}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-end gap-3 border-t pt-4">
      <Field
        label="Decisions, marks and events of runs are kept"
        hint={
          isFixed
            ? "Set by RUN_RECORDS_MONTHS in the configuration."
            : "Orders, fills, histories at brokers and the audit trail are always kept for good."
        }
      >
        {(control) => (
          <Select
            {...control}
            disabled={isFixed}
            value={String(wanted)}
            onChange={({ target: { value } }) => setWanted(value === "for-good" ? value : Number(value))}
          >
            {options.map((one) => (
              <option key={one} value={one}>
                {wordsOf(one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isFixed || wanted === months ? null : isShorter ? (
        <ConfirmDialog
          title={`Keep records of runs ${wordsOf(wanted)} only?`}
          description={
            <>
              <p>
                Decisions, marks and events of months that ended before that are taken away within minutes, for every
                team, and cannot be brought back. Pages of those runs show no curve and no log any more.
              </p>
              <p>Orders, fills, histories at brokers and the audit trail stay.</p>
            </>
          }
          confirm="Take older ones away"
          danger
          onConfirm={() => onChange(wanted)}
          trigger={keep}
        />
      ) : (
        keep
      )}
    </div>
  );
}

function wordsOf(months: Months): string {
  return months === "for-good" ? "for good" : `for ${months} months`;
}
