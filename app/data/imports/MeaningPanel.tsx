"use client";
import type { ReactNode } from "react";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { calendarNames, commonZones, type ImportSettings } from "./first-settings.ts";

type MeaningPanelProps = {
  readonly settings: ImportSettings;
  readonly change: (part: Partial<ImportSettings>) => void;
};

const timeframes = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"];

/** What the bars are of, and how strict to be with the rows. */
export function MeaningPanel({ settings, change }: MeaningPanelProps) {
  const choice = (
    label: string,
    key: keyof ImportSettings,
    options: readonly (readonly [string, string])[],
    hint?: ReactNode,
  ) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select {...control} value={String(settings[key])} onChange={(event) => change({ [key]: event.target.value })}>
          {options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  const text = (label: string, key: "name" | "symbol" | "currency", length: number) => (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          required
          maxLength={length}
          value={settings[key]}
          onChange={(event) =>
            change({ [key]: key === "currency" ? event.target.value.toUpperCase() : event.target.value })
          }
        />
      )}
    </Field>
  );
  const number = (label: string, key: "tickSize" | "lotSize" | "priceScale" | "multiplier", hint: string) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          type="number"
          required
          min={0}
          step="any"
          value={settings[key]}
          onChange={(event) => change({ [key]: event.target.valueAsNumber })}
        />
      )}
    </Field>
  );
  const isIntraday = !["1d", "1w"].includes(settings.timeframe);
  return (
    <Panel title="What the bars are">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {text("Name", "name", 120)}
        {text("Symbol", "symbol", 40)}
        {choice(
          "Bars of",
          "timeframe",
          timeframes.map((one) => [one, one] as const),
        )}
        <Field
          label="Time zone of the file"
          hint={isIntraday ? "Of times without an offset of their own." : "A day's bar keeps its date."}
        >
          {(control) => (
            <>
              <Input
                {...control}
                list="zones"
                required
                disabled={!isIntraday}
                value={settings.zone}
                onChange={(event) => change({ zone: event.target.value })}
              />
              <datalist id="zones">
                {commonZones.map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        {choice("Trading hours", "calendar", Object.entries(calendarNames), "Gaps are held against this calendar.")}
        {choice("Prices are", "adjustment", [
          ["unknown", "I do not know"],
          ["raw", "Not adjusted"],
          ["adjusted", "Adjusted for splits and dividends"],
        ])}
        {text("Currency", "currency", 3)}
        {number("Prices are multiplied by", "priceScale", "0.0001 for ten thousandths.")}
        {number("Tick", "tickSize", "Smallest step of the price.")}
        {number("Lot", "lotSize", "Smallest step of the quantity.")}
        {number("A point is worth", "multiplier", "Money for one unit: 1 for shares, 50 for a contract of 50.")}
        {choice(
          "Gains are paid",
          "settles",
          [
            ["trade", "When a position is closed"],
            ["daily", "Each session, as of a future"],
          ],
          "A future costs nothing to open.",
        )}
        <Field
          label="Last trading day"
          hint="Of a contract: what is held then is settled in cash. Empty for what has none."
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              value={settings.lastTradingDay ?? ""}
              onChange={(event) => change({ lastTradingDay: event.target.value || undefined })}
            />
          )}
        </Field>
        {settings.lastTradingDay === undefined ? null : (
          <Field label="Final settlement price" hint="Empty: the last close.">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                step="any"
                value={settings.finalPrice ?? ""}
                onChange={(event) => {
                  const price = event.target.valueAsNumber;
                  change({ finalPrice: Number.isNaN(price) ? undefined : price });
                }}
              />
            )}
          </Field>
        )}
        {choice("Rows that are no bars", "badRows", [
          ["refuse", "Keep the file out"],
          ["leave-out", "Leave them out"],
        ])}
        {choice("Different rows of one time", "duplicates", [
          ["refuse", "Are bad rows"],
          ["keep-first", "Keep the first"],
          ["keep-last", "Keep the last"],
        ])}
      </div>
    </Panel>
  );
}
