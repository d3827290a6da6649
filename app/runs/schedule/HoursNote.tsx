"use client";
import { useFormat } from "../../format/FormatProvider.tsx";
import type { RunDetail } from "../read-step.ts";
import { scheduleText } from "./schedule-draft.ts";

type HoursNoteProps = { readonly schedule: NonNullable<RunDetail["schedule"]>; readonly hours: RunDetail["hours"] };

/** The hours of a run: what they are, whether it may enter now, and when that changes. */
export function HoursNote({ schedule, hours }: HoursNoteProps) {
  const format = useFormat();
  return (
    <p className="rounded-lg border px-4 py-2.5 text-sm">
      <span className="font-medium">Hours:</span> {scheduleText(schedule)} <span>{now()}</span>
    </p>
  );

  function now(): string {
    if (hours === null) return "No further hours are known: its calendar ends.";
    if (!hours.isOpen) return `Entries open again ${format.dateTime(hours.from)}; exits still work.`;
    return hours.to === null ? "Entries are open." : `Entries are open until ${format.dateTime(hours.to)}.`;
  }
}
