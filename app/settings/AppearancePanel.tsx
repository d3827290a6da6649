"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { offeredLocales } from "../format/display-preferences.ts";
import { useDisplayPreferences, useFormat } from "../format/FormatProvider.tsx";
import { resolveTimeZone } from "../format/time-format.ts";
import type { ThemeChoice } from "../theme/theme.ts";
import { useTheme } from "../theme/use-theme.ts";
import { Field } from "../ui/Field.tsx";
import { Panel } from "../ui/Panel.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { Select } from "../ui/Select.tsx";

const example = 12_345_678.9;

export function AppearancePanel() {
  const { choice, setTheme } = useTheme();
  const { preferences, setPreferences } = useDisplayPreferences();
  const format = useFormat();
  const locales = offeredLocales.some((offered) => offered.locale === preferences.locale)
    ? offeredLocales
    : [{ locale: preferences.locale, label: `${preferences.locale}, as your browser asks for` }, ...offeredLocales];
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <Panel title="Appearance" description="Kept in this browser">
      <div className="grid gap-5 sm:grid-cols-2">
        <div className="grid content-start justify-items-start gap-1.5">
          <p className="font-medium text-muted text-xs">Theme</p>
          <SegmentedControl<ThemeChoice>
            label="Theme"
            value={choice}
            onChange={setTheme}
            options={[
              {
                value: "system",
                label: (
                  <>
                    <Monitor size={14} aria-hidden="true" /> System
                  </>
                ),
              },
              {
                value: "light",
                label: (
                  <>
                    <Sun size={14} aria-hidden="true" /> Light
                  </>
                ),
              },
              {
                value: "dark",
                label: (
                  <>
                    <Moon size={14} aria-hidden="true" /> Dark
                  </>
                ),
              },
            ]}
          />
        </div>
        <Field label="Numbers and dates" hint={`${format.number(example)} · ${format.dateTime(Date.now())}`}>
          {(control) => (
            <Select
              {...control}
              value={preferences.locale}
              onChange={(change) => setPreferences({ ...preferences, locale: change.target.value })}
            >
              {locales.map((offered) => (
                <option key={offered.locale} value={offered.locale}>
                  {offered.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid content-start justify-items-start gap-1.5">
          <p className="font-medium text-muted text-xs">Short figures</p>
          <SegmentedControl<"metric" | "indian">
            label="Short figures"
            value={preferences.compact}
            onChange={(compact) => setPreferences({ ...preferences, compact })}
            options={[
              { value: "metric", label: "K, M, B" },
              { value: "indian", label: "Lakh, crore" },
            ]}
          />
          <p className="figure text-faint text-xs">{format.compact(example)}</p>
        </div>
        <Field label="Time zone" hint="Daily bars are always shown by the day of their session.">
          {(control) => (
            <Select
              {...control}
              value={preferences.timeZone}
              onChange={(change) => setPreferences({ ...preferences, timeZone: change.target.value })}
            >
              <option value="browser">This device: {resolveTimeZone({ ...preferences, timeZone: "browser" })}</option>
              <option value="UTC">UTC</option>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Panel>
  );
}
