export const SEVERITIES = ["info", "warning", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that a strategy wanted to be known, at the close of a bar. */
export type Alert = {
  readonly bar: number;
  /** Open time of the bar, epoch milliseconds. */
  readonly time: number;
  readonly lane: number;
  readonly nodeId: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
};

/** Writes alerts as one line. */
export function alertText(alerts: readonly Alert[]): string {
  return alerts.map(({ severity, name, message }) => `${severity} alert "${name}": ${message}`).join("; ");
}
