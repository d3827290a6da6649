import { recordForTeam } from "../../audit/record.ts";
import {
  archiveBasket as archiveRow,
  type BasketRow,
  findBasket,
  findVersionDocuments,
  insertBasket,
  insertBasketVersion,
  listBaskets,
  lockBasket,
} from "../../db/repositories/baskets.ts";
import { findListing, holdsMember } from "../../db/repositories/listings.ts";
import { findTestOfBasket } from "../../db/repositories/portfolio-tests.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { PortfolioTestDto } from "../portfolio/dto.ts";
import { handOverTests, queuePortfolioTest, requireTest } from "../portfolio/service.ts";
import { describeTest } from "./describe-test.ts";
import { type BasketDto, type BasketMemberInput, BasketSettings, type BasketVersionDto } from "./dto.ts";
import { normaliseWeights } from "./normalise-weights.ts";

export async function listTeamBaskets({ db, team }: Context): Promise<BasketDto[]> {
  const baskets = await listBaskets(db, team.id);
  return baskets.map(toDto);
}

/** Returns a basket of the team; throws not-found otherwise. */
export async function requireBasket({ db, team }: Context, id: string): Promise<BasketDto> {
  const basket = await findBasket(db, team.id, id);
  if (basket === null) throw new AppError("not-found");
  return toDto(basket);
}

export async function createBasket(
  context: Context,
  { name, description }: { readonly name: string; readonly description: string },
): Promise<{ id: string }> {
  const { db, team, user } = context;
  return db.$transaction(async (tx) => {
    const id = await insertBasket(tx, { teamId: team.id, name, description, createdBy: user.id });
    await recordForTeam(tx, context, "basket.created", { basketId: id, name });
    return { id };
  });
}

type Weighted = {
  readonly strategyVersionId: string;
  readonly listingVersionId: string | null;
  readonly weight: number;
};

/** Makes the next version of a basket out of strategy versions of the same team and of what listings hold. */
export async function setBasketMembers(
  context: Context,
  {
    id,
    members,
    settings,
  }: { readonly id: string; readonly members: readonly BasketMemberInput[]; readonly settings: BasketSettings },
): Promise<BasketVersionDto> {
  const { db, team, user } = context;
  const given = (await Promise.all(members.map((member) => resolveMember(context, member)))).flat();
  const versionIds = given.map((member) => member.strategyVersionId);
  if (given.length > 100) {
    throw new AppError("invalid-input", {
      message: `A basket holds 100 strategies at most; this would be ${given.length}.`,
    });
  }
  if (new Set(versionIds).size !== versionIds.length) {
    throw new AppError("invalid-input", {
      message: "Each strategy version may be in a basket once: add up its weights.",
    });
  }
  const { weights, scaled } = normaliseWeights(given.map((member) => member.weight));
  const smallest = given.find((_, index) => Number(weights[index]) === 0);
  if (smallest !== undefined) {
    const message = `A weight of ${smallest.weight} is too small beside the others to be given any capital. Raise or remove it.`;
    throw new AppError("invalid-input", { message });
  }
  return db.$transaction(async (tx) => {
    if (!(await lockBasket(tx, team.id, id))) throw new AppError("not-found");
    const own = given
      .filter(({ listingVersionId }) => listingVersionId === null)
      .map((member) => member.strategyVersionId);
    const found = await findVersionDocuments(tx, own, team.id);
    if (found.length !== own.length) {
      throw new AppError("not-found", { message: "A member is not a saved version of one of your team's strategies." });
    }
    const weighted = given.map(({ strategyVersionId, listingVersionId }, index) => ({
      strategyVersionId,
      listingVersionId,
      weight: weights[index] ?? "0",
    }));
    const made = await insertBasketVersion(tx, id, { createdBy: user.id, settings, members: weighted });
    const detail = { basketId: id, versionId: made.id, members: weighted, settings };
    await recordForTeam(tx, context, "basket.members-set", detail);
    return {
      versionId: made.id,
      number: made.number,
      scaled,
      members: weighted.map(({ strategyVersionId, weight }) => ({ strategyVersionId, weight: Number(weight) })),
    };
  });
}

/** A listing stands for the strategies of its newest version, which share its weight. */
async function resolveMember({ db, team }: Context, member: BasketMemberInput): Promise<Weighted[]> {
  if ("strategyVersionId" in member) {
    const { strategyVersionId, listingVersionId = null, weight } = member;
    const isHeld =
      listingVersionId === null || (await holdsMember(db, team.id, { listingVersionId, strategyVersionId }));
    if (!isHeld) throw gone();
    return [{ strategyVersionId, listingVersionId, weight }];
  }
  const listing = await findListing(db, team.id, member.listingId);
  if (listing === null || listing.withdrawnAt !== null) throw gone();
  return listing.version.members.map(({ strategyVersionId, weight }) => ({
    strategyVersionId,
    listingVersionId: listing.version.id,
    weight: member.weight * Number(weight),
  }));
}

function gone(): AppError {
  return new AppError("not-found", {
    message: "A member is a listing that was withdrawn or is not shown to your team.",
  });
}

/** Asks for a backtest of the basket's newest version: of all members together, from one capital. */
export async function testBasket(
  context: Context,
  { id, capital }: { readonly id: string; readonly capital: number },
): Promise<{ testId: string }> {
  const { db, team, user } = context;
  const basket = await findBasket(db, team.id, id);
  if (basket === null) throw new AppError("not-found", { what: "basket", id });
  const { version } = basket;
  if (version === null || version.members.length === 0) {
    throw new AppError("not-possible-now", {
      message: "This basket has no strategies yet. Add at least one, then test it.",
    });
  }
  const settings = await describeTest(context, version, capital);
  const testId = await db.$transaction(async (tx) => {
    const subject = { teamId: team.id, basketVersionId: version.id };
    const made = await queuePortfolioTest(tx, { subject, until: null, settings, createdBy: user.id });
    await recordForTeam(tx, context, "basket.test-requested", { basketId: id, versionId: version.id, testId: made });
    return made;
  });
  await handOverTests(context);
  return { testId };
}

/** Returns the newest backtest of a basket, null where there is none. */
export async function latestBasketTest(context: Context, id: string): Promise<PortfolioTestDto | null> {
  const { db, team } = context;
  await requireBasket(context, id);
  const testId = await findTestOfBasket(db, team.id, id);
  return testId === null ? null : requireTest(context, testId);
}

/** Takes a basket out of the lists. What was published of it stays published until the listing is withdrawn. */
export async function archiveBasket(context: Context, id: string): Promise<void> {
  const { db, team } = context;
  await db.$transaction(async (tx) => {
    if (!(await lockBasket(tx, team.id, id))) throw new AppError("not-found");
    await archiveRow(tx, id);
    await recordForTeam(tx, context, "basket.archived", { basketId: id });
  });
}

function toDto({ version, createdAt, updatedAt, ...basket }: BasketRow): BasketDto {
  const dates = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  if (version === null) return { ...basket, ...dates, version };
  const members = version.members.map(({ ordinal: _, origin, ...member }) => ({
    ...member,
    weight: Number(member.weight),
    // A strategy of somebody else is known by its listing only.
    ...(origin === null ? {} : { strategyId: null, semanticHash: null }),
    origin: origin && { listingVersionId: origin.listingVersionId, listingId: origin.listingId, title: origin.title },
  }));
  const settings = BasketSettings.parse(version.settings);
  return {
    ...basket,
    ...dates,
    version: { ...version, settings, createdAt: version.createdAt.toISOString(), members },
  };
}
