/** Who may do what: the one table. A permission is named "<thing>.<deed>"; every procedure declares one. */
export const roles = ["owner", "admin", "trader", "viewer", "auditor"] as const;
export type Role = (typeof roles)[number];

const everyone = roles;
const writers = ["owner", "admin", "trader"] as const;
const managers = ["owner", "admin"] as const;
const inspectors = ["owner", "admin", "auditor"] as const;

export const permissions = {
  "session.read": everyone,
  "team.read": everyone,
  "team.manage": managers,
  "api-key.manage": managers,
  "audit.read": inspectors,
  "job.read": inspectors,
  "job.manage": managers,
  "event.read": everyone,
  /** What one is told, and what one wants to be told. */
  "alert.read": everyone,
  /** Where the team's alerts go besides. */
  "alert.manage": managers,
  "strategy.read": everyone,
  "strategy.write": writers,
  "strategy.share": writers,
  "dataset.read": everyone,
  "dataset.write": writers,
  "backtest.read": everyone,
  "backtest.run": writers,
  "backtest.share": writers,
  "basket.read": everyone,
  "basket.write": writers,
  "marketplace.read": everyone,
  /** Of the whole installation, and only for those who are named in QUANTLOOM_ADMINS. */
  "platform.manage": managers,
  "listing.publish": managers,
  "subscription.read": everyone,
  "subscription.trade": writers,
  "run.read": everyone,
  "run.trade": writers,
  "broker.read": everyone,
  /** The daily login at a broker whose account is linked. */
  "broker.connect": writers,
  "broker.manage": managers,
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

const names = Object.keys(permissions) as Permission[];
const ofRole: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(
  roles.map((role) => [role, new Set(names.filter((name) => (permissions[name] as readonly Role[]).includes(role)))]),
);

/** Returns what the role may do. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return ofRole.get(role) ?? new Set();
}

/** Returns the role, or null when the text is not one. */
export function readRole(text: string): Role | null {
  return roles.find((role) => role === text) ?? null;
}
