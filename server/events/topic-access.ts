import type { Queryable } from "../db/client.ts";
import {
  backtestsOfTeam,
  runsOfTeam,
  subscriptionsOfTeam,
  sweepsOfTeam,
  testsOfTeam,
} from "../db/repositories/topic-owners.ts";
import { AppError } from "../errors/app-error.ts";
import type { Context } from "../trpc/context.ts";
import type { Permission } from "../trpc/permissions.ts";

type Kind = {
  readonly permission: Permission;
  readonly owned: (db: Queryable, teamId: string, ids: string[]) => Promise<readonly string[]>;
};

// The kinds of topics "<kind>:<id>": what is needed to read them, and which of them are the team's own.
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["backtest", { permission: "backtest.read", owned: backtestsOfTeam }],
  ["sweep", { permission: "backtest.read", owned: sweepsOfTeam }],
  // everything that becomes of the team's imports
  ["imports", { permission: "dataset.read", owned: async (_db, teamId, ids) => ids.filter((id) => id === teamId) }],
  // everything that becomes of the team's jobs
  ["queue", { permission: "backtest.read", owned: async (_db, teamId, ids) => ids.filter((id) => id === teamId) }],
  // whoever is told something new fetches what they may see of it
  ["notifications", { permission: "alert.read", owned: async (_db, teamId, ids) => ids.filter((id) => id === teamId) }],
  ["run", { permission: "run.read", owned: runsOfTeam }],
  ["test", { permission: "basket.read", owned: testsOfTeam }],
  ["subscription", { permission: "subscription.read", owned: subscriptionsOfTeam }],
]);

/** Refuses the whole list when the caller may not hear one of the topics. */
export async function requireTopics(ctx: Context, topics: readonly string[]): Promise<void> {
  const names = new Set(topics.map(kindOf));
  for (const name of names) {
    const members = topics.filter((topic) => kindOf(topic) === name);
    if (name === "jobs" && members.every((topic) => topic === "jobs")) {
      requirePermission(ctx, "job.read");
      continue;
    }
    const kind = kinds.get(name);
    if (!kind) throw new AppError("invalid-input", { message: `There is no topic ${members[0] ?? name}.` });
    requirePermission(ctx, kind.permission);
    const ids = [...new Set(members.map((topic) => topic.slice(name.length + 1)))];
    const owned = await kind.owned(ctx.db, ctx.team.id, ids);
    const strange = ids.find((id) => !owned.includes(id));
    if (strange !== undefined) throw new AppError("not-found", { what: name, id: strange });
  }
}

function kindOf(topic: string): string {
  return topic.split(":", 1)[0] ?? "";
}

function requirePermission(ctx: Context, permission: Permission): void {
  if (!ctx.permissions.has(permission))
    throw new AppError("forbidden", { message: `This needs the permission ${permission}.` });
}
