import { recordForTeam } from "../../audit/record.ts";
import { demoAccounts } from "../../auth/demo-plugin.ts";
import type { Database } from "../../db/client.ts";
import { curateListing, hasSubscribedTo } from "../../db/repositories/curated.ts";
import { findEvidence } from "../../db/repositories/listings.ts";
import { findMembership, membershipsOfUser } from "../../db/repositories/memberships.ts";
import { findUser } from "../../db/repositories/users.ts";
import type { Context } from "../../trpc/context.ts";
import { permissionsOf } from "../../trpc/permissions.ts";
import { listTeamBacktests, runBacktestOf } from "../backtests/service.ts";
import type { BasketDto } from "../baskets/dto.ts";
import { BasketSettings } from "../baskets/dto.ts";
import { createBasket, listTeamBaskets, setBasketMembers } from "../baskets/service.ts";
import { PublishRequest } from "../publishing/dto.ts";
import { publish } from "../publishing/service.ts";
import { createStrategy, getStrategy, saveVersion } from "../strategies/service.ts";
import { subscribe } from "../subscriptions/service.ts";
import { type CuratedBasket, curatedBaskets, demoBasket } from "./curated-baskets.ts";
import { curator } from "./curator.ts";

const datasetId = "sp500-daily";
/** In whole shares less would leave a member with weights that are not its own. */
const capital = 100_000;

/** Makes the platform's own baskets where they are not there yet: strategies out of the gallery, weights and rules. */
export async function seedCurated(db: Database): Promise<void> {
  const context = await curator(db);
  const known = new Set((await listTeamBaskets(context)).map(({ name }) => name));
  for (const basket of curatedBaskets) if (!known.has(basket.name)) await makeBasket(context, basket);
}

async function makeBasket(context: Context, { name, rationale, members, settings }: CuratedBasket): Promise<void> {
  const given = [];
  for (const { templateId, weight } of members) {
    const { id } = await createStrategy(context, { templateId });
    const { revision } = await getStrategy(context, id);
    const { versionId } = await saveVersion(context, { id, revision, message: "As in the gallery" });
    given.push({ strategyVersionId: versionId, weight });
  }
  const { id } = await createBasket(context, { name, description: rationale });
  await setBasketMembers(context, { id, members: given, settings: BasketSettings.parse(settings) });
}

/**
 * Brings the platform's own baskets onto the marketplace: backtests of their members, then publishing by the same checks as everybody's,
 * and in a demo one of them for the demo account to run. What is done already is left alone.
 */
export async function tendCurated(db: Database, { isDemo }: { readonly isDemo: boolean }): Promise<void> {
  const context = await curator(db);
  for (const basket of await listTeamBaskets(context)) {
    const words = curatedBaskets.find(({ name }) => name === basket.name);
    if (words === undefined) continue;
    const listingId = basket.listing?.id ?? (await publishWhenTested(context, basket, words));
    if (listingId !== null && isDemo && basket.name === demoBasket) await runInDemo(db, listingId);
  }
}

/** Returns the listing, or null where a backtest of a member is still to come. */
async function publishWhenTested(context: Context, basket: BasketDto, words: CuratedBasket): Promise<string | null> {
  const members = basket.version?.members ?? [];
  const ids = members.map((member) => member.strategyVersionId);
  const tested = new Set((await findEvidence(context.db, ids)).map(({ versionId }) => versionId));
  const missing = members.filter((member) => !tested.has(member.strategyVersionId));
  for (const { strategyId } of missing) if (strategyId !== null) await requestBacktest(context, strategyId);
  if (missing.length > 0 || members.length === 0) return null;
  const { name: title, rationale, tags, difficulty } = words;
  const target = { kind: "basket", basketId: basket.id } as const;
  const wish = { target, title, rationale, tags: [...tags], difficulty, disclosure: "open", capitalNeeded: capital };
  const { listingId } = await publish(context, PublishRequest.parse(wish));
  await context.db.$transaction(async (tx) => {
    await curateListing(tx, listingId);
    await recordForTeam(tx, context, "listing.curated", { listingId });
  });
  return listingId;
}

async function requestBacktest(context: Context, strategyId: string): Promise<void> {
  const runs = await listTeamBacktests(context, { strategyId });
  if (runs.some(({ status }) => status === "queued" || status === "running")) return;
  const { revision } = await getStrategy(context, strategyId);
  await runBacktestOf(context, { strategyId, revision, datasetId, parameters: {} });
}

/** Subscribes the demo account once; whoever stops that subscription does not get it again. */
async function runInDemo(db: Database, listingId: string): Promise<void> {
  const user = await findUser(db, { email: demoAccounts.demo.email });
  const [first] = user === null ? [] : await membershipsOfUser(db, user.id);
  const membership = user === null || !first ? null : await findMembership(db, first.teamId, user.id);
  if (!user || !first || !membership || (await hasSubscribedTo(db, first.teamId, listingId))) return;
  const context: Context = {
    session: { id: "curator", kind: "browser" },
    user: { id: user.id, name: membership.userName, email: membership.email },
    team: { id: first.teamId, name: membership.teamName },
    role: membership.role,
    permissions: permissionsOf(membership.role),
    db,
    requestId: "curator",
  };
  await subscribe(context, { listingId, capital, mode: "paper" });
}
