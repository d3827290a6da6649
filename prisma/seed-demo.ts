import { randomUUID } from "node:crypto";
import type { Template } from "@/graph-runtime/templates/template.ts";
import { appendAudit } from "../server/audit/append.ts";
import { demoAccounts } from "../server/auth/demo-plugin.ts";
import type { Database } from "../server/db/client.ts";
import { addMembership, findMembership, membershipsOfUser } from "../server/db/repositories/memberships.ts";
import { hasStrategies } from "../server/db/repositories/strategies.ts";
import { createTeam } from "../server/db/repositories/teams.ts";
import { findUser, insertUser } from "../server/db/repositories/users.ts";
import { BasketSettings } from "../server/features/baskets/dto.ts";
import { createBasket, setBasketMembers } from "../server/features/baskets/service.ts";
import { createStrategy, getStrategy, saveVersion } from "../server/features/strategies/service.ts";
import type { Context } from "../server/trpc/context.ts";
import { permissionsOf } from "../server/trpc/permissions.ts";

type Account = (typeof demoAccounts)[keyof typeof demoAccounts];

/** Makes the two demo accounts, each owner of a team, and gives the first one strategies from the gallery and a basket. */
export async function seedDemo(db: Database, templates: readonly Template[]): Promise<void> {
  const demo = await ensureAccount(db, demoAccounts.demo);
  await ensureAccount(db, demoAccounts.second);
  // Whoever has archived the sample content does not get it again.
  if (!(await hasStrategies(db, demo.team.id))) await fillDesk(demo, templates);
}

async function ensureAccount(db: Database, account: Account): Promise<Context> {
  const known = await findUser(db, { email: account.email });
  const userId = known?.id ?? randomUUID();
  if (!known) await insertUser(db, { id: userId, name: account.name, email: account.email, emailVerified: true });
  const [first] = await membershipsOfUser(db, userId);
  const teamId = first?.teamId ?? randomUUID();
  if (!first) {
    await db.$transaction(async (tx) => {
      const slug = account.team.toLowerCase().replaceAll(" ", "-");
      await createTeam(tx, { id: teamId, name: account.team, slug });
      await addMembership(tx, { id: randomUUID(), teamId, userId, role: "owner" });
      const actor = "system" as const;
      await appendAudit(tx, {
        chain: `team:${teamId}`,
        teamId,
        actor,
        action: "team.created",
        detail: { name: account.team },
      });
    });
  }
  const membership = await findMembership(db, teamId, userId);
  if (!membership) throw new Error(`the demo account ${account.email} has no team`);
  return {
    session: { id: "seed", kind: "browser" },
    user: { id: userId, name: membership.userName, email: membership.email },
    team: { id: teamId, name: membership.teamName },
    role: membership.role,
    permissions: permissionsOf(membership.role),
    db,
    requestId: "seed",
  };
}

/** What the demo desk starts with; the rest of the gallery is one click away. */
const STARTERS = ["sma-cross", "rsi-reversion", "donchian-breakout"];

async function fillDesk(demo: Context, templates: readonly Template[]): Promise<void> {
  const versions: string[] = [];
  for (const template of STARTERS.flatMap((id) => templates.filter((candidate) => candidate.id === id))) {
    const { id } = await createStrategy(demo, { templateId: template.id });
    const { revision } = await getStrategy(demo, id);
    const { versionId } = await saveVersion(demo, { id, revision, message: "As in the gallery" });
    versions.push(versionId);
  }
  const members = versions.slice(0, 2).map((strategyVersionId) => ({ strategyVersionId, weight: 0.5 }));
  const { id } = await createBasket(demo, {
    name: "Trend and reversion",
    description: "Two opposite ideas side by side: one follows a trend, one buys the dips of it.",
  });
  await setBasketMembers(demo, { id, members, settings: BasketSettings.parse({}) });
}
