import type { NotificationSeverity } from "../notification-kinds.ts";

/** What goes out through a channel. */
export type AlertMessage = {
  /** The same at every attempt, so that a receiver can tell a second arrival of one message. */
  readonly id: string;
  readonly kind: string;
  readonly severity: NotificationSeverity;
  readonly subject: string | null;
  readonly title: string;
  readonly body: string;
  /** The whole address of the page that shows it. */
  readonly url: string;
  readonly team: string;
  readonly time: Date;
  readonly isTest: boolean;
};
