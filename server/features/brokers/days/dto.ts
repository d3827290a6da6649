import { z } from "zod";
import { accountDayStates } from "../../../db/repositories/account-days.ts";
import { DayReport } from "../../../live/account/day/day-report.ts";

const State = z.enum([...accountDayStates, "so-far"]);

/** A day in the list. */
const DayLine = z.object({
  day: z.iso.date(),
  state: State,
  takenAt: z.iso.datetime(),
  reason: z.string().nullable(),
  orders: z.number(),
  trades: z.number(),
  currency: z.string().nullable(),
  /** Null where part of the charges is not known. */
  charges: z.number().nullable(),
});
export type DayLine = z.infer<typeof DayLine>;

export const DaysDto = z.object({
  account: z.object({ id: z.string(), label: z.string(), broker: z.string(), zone: z.string() }),
  days: z.array(DayLine),
  nextCursor: z.iso.date().nullable(),
});
export type DaysDto = z.infer<typeof DaysDto>;

export const DayDto = z.object({
  account: DaysDto.shape.account,
  day: z.iso.date(),
  state: State,
  takenAt: z.iso.datetime(),
  report: DayReport,
});
export type DayDto = z.infer<typeof DayDto>;
