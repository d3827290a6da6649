/** One line of the assumptions panel: how the run's numbers were obtained. */
export type Assumption = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Why it matters; where `optimistic` is true, in which direction it flatters. */
  readonly note?: string;
  readonly optimistic?: boolean;
};
