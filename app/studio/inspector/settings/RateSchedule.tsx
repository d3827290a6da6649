"use client";
import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/app/ui/Button.tsx";
import { IconButton } from "@/app/ui/IconButton.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { NumberInput } from "../NumberInput.tsx";
import { between } from "./number-setting.ts";
import { addRate, changeRate, type DatedRate, dayOf, removeRate, timeOfDay } from "./rate-schedule.ts";

type RateScheduleProps = {
  readonly rates: readonly DatedRate[];
  readonly onChange: (rates: DatedRate[]) => void;
};

/** Percentages of the value, each with the day from which it holds. */
export function RateSchedule({ rates, onChange }: RateScheduleProps) {
  return (
    <fieldset className="grid gap-2" aria-label="Rates">
      {rates.map((rate, index) => (
        <div key={rate.from} className="grid grid-cols-[1fr_1fr_auto] items-center gap-2">
          <Input
            type="date"
            required
            aria-label={`Rate ${index + 1} holds from`}
            defaultValue={dayOf(rate.from)}
            onBlur={(event) => {
              const from = timeOfDay(event.target.value);
              if (from !== null) onChange(changeRate(rates, index, { ...rate, from }));
            }}
          />
          <NumberInput
            label={`Rate ${index + 1}`}
            testId={`setting-rate-${index}`}
            unit="%"
            value={rate.percent}
            step={0.01}
            bounds={between(0, 10)}
            onChange={(percent) => onChange(changeRate(rates, index, { ...rate, percent }))}
          />
          <IconButton
            size="sm"
            label={`Remove rate ${index + 1}`}
            disabled={rates.length === 1}
            onClick={() => onChange(removeRate(rates, index))}
          >
            <Trash2 size={14} />
          </IconButton>
        </div>
      ))}
      <Button size="sm" disabled={rates.length >= 100} onClick={() => onChange(addRate(rates))}>
        <Plus size={14} /> Add a rate
      </Button>
    </fieldset>
  );
}
