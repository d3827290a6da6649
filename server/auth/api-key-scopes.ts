import type { Permission } from "../trpc/permissions.ts";

/** What an API key may be allowed; each scope is a set of permissions. The role of who made the key is still the limit. */
export const apiKeyScopes = {
  "strategies:read": ["strategy.read"],
  "strategies:write": ["strategy.read", "strategy.write"],
  "backtests:read": ["backtest.read", "dataset.read"],
  "backtests:run": ["backtest.read", "backtest.run", "dataset.read"],
  "datasets:read": ["dataset.read"],
  "datasets:write": ["dataset.read", "dataset.write"],
  "marketplace:read": ["marketplace.read"],
  "runs:read": ["run.read", "subscription.read"],
  "audit:read": ["audit.read"],
} as const satisfies Record<string, readonly Permission[]>;

export type ApiKeyScope = keyof typeof apiKeyScopes;
export const scopeNames = Object.keys(apiKeyScopes) as [ApiKeyScope, ...ApiKeyScope[]];

/** Returns the permissions of the scopes; names that are not known (any more) give none. */
export function permissionsOfScopes(scopes: readonly string[]): ReadonlySet<Permission> {
  return new Set(scopeNames.filter((name) => scopes.includes(name)).flatMap((name) => [...apiKeyScopes[name]]));
}
