/** The return of one calendar month or year (UTC), as a fraction. */
export type CalendarReturn = {
  readonly year: number;
  /** 1 to 12; null for a whole year. */
  readonly month: number | null;
  readonly return: number;
  /** The same period of the benchmark; null without one. */
  readonly benchmark: number | null;
  /** True where the run covers only a part of the period. */
  readonly partial: boolean;
};
