import type { Permission } from "../trpc/permissions.ts";

export const severities = ["info", "warning", "critical"] as const;
export type NotificationSeverity = (typeof severities)[number];

type Definition = {
  /** What it tells, as preferences list it. */
  readonly title: string;
  readonly group: "Runs" | "Brokers" | "Work" | "Marketplace" | "Platform";
  /** Who of the team may see it. */
  readonly permission: Permission;
  readonly severity: NotificationSeverity;
  /** Whether it is mailed to whoever has chosen nothing. */
  readonly email: boolean;
  /** What tells of a channel or a letter that fails goes through none. */
  readonly inAppOnly?: true;
};

function define(
  group: Definition["group"],
  permission: Permission,
  rest: Omit<Definition, "group" | "permission">,
): Definition {
  return { group, permission, ...rest };
}

/** Every kind of notification there is. A new kind is a line here. */
export const notificationKinds = {
  "run.started": define("Runs", "run.read", { title: "A run was started", severity: "info", email: false }),
  "run.stopped": define("Runs", "run.read", { title: "A run was stopped", severity: "info", email: false }),
  "run.failed": define("Runs", "run.read", { title: "A run was halted", severity: "critical", email: true }),
  "run.review": define("Runs", "run.read", { title: "A run needs review", severity: "critical", email: true }),
  "order.rejected": define("Runs", "run.read", { title: "An order was refused", severity: "warning", email: false }),
  "risk.limit": define("Runs", "run.read", {
    title: "A risk limit was reached",
    severity: "critical",
    email: true,
  }),
  "graph.alert": define("Runs", "run.read", {
    title: "An alert node of a running strategy",
    severity: "info",
    email: false,
  }),
  "broker.expiring": define("Brokers", "broker.read", {
    title: "A broker session ends soon, or is missing before the market opens",
    severity: "warning",
    email: true,
  }),
  "broker.expired": define("Brokers", "broker.read", {
    title: "A broker session has ended",
    severity: "critical",
    email: true,
  }),
  "broker.mismatch": define("Brokers", "broker.read", {
    title: "Books that disagree with the broker's",
    severity: "critical",
    email: true,
  }),
  "import.finished": define("Work", "dataset.read", {
    title: "An import is finished",
    severity: "info",
    email: false,
  }),
  "import.failed": define("Work", "dataset.read", { title: "An import failed", severity: "warning", email: false }),
  "backtest.finished": define("Work", "backtest.read", {
    title: "A long backtest or sweep is finished",
    severity: "info",
    email: false,
  }),
  withdrawn: define("Marketplace", "subscription.read", {
    title: "A listing that you run was withdrawn",
    severity: "warning",
    email: true,
  }),
  update: define("Marketplace", "subscription.read", {
    title: "A listing that you run has a new version",
    severity: "info",
    email: false,
  }),
  limit: define("Marketplace", "subscription.read", {
    title: "A limit of a subscription was reached",
    severity: "critical",
    email: true,
  }),
  post: define("Marketplace", "marketplace.read", {
    title: "A question, an answer or a review concerns you",
    severity: "info",
    email: false,
  }),
  followed: define("Marketplace", "marketplace.read", {
    title: "An author that you follow has published",
    severity: "info",
    email: false,
  }),
  approval: define("Marketplace", "subscription.read", {
    title: "An order waits for your approval",
    severity: "warning",
    email: true,
  }),
  "job.dead": define("Platform", "job.read", {
    title: "A job was given up",
    severity: "warning",
    email: false,
  }),
  "delivery.failed": define("Platform", "job.read", {
    title: "A letter or an alert could not be delivered",
    severity: "warning",
    email: false,
    inAppOnly: true,
  }),
} as const satisfies Record<string, Definition>;

export type NotificationKind = keyof typeof notificationKinds;
export const kindNames = Object.keys(notificationKinds) as readonly NotificationKind[];

/** Returns the definition of a kind, or null where this version knows none of that name. */
export function definitionOfKind(name: string): Definition | null {
  const known = kindNames.find((kind) => kind === name);
  return known === undefined ? null : notificationKinds[known];
}
