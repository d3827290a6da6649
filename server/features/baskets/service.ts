import { recordForTeam } from "../../audit/record.ts";
import {
  archiveBasket as archiveRow,
  type BasketRow,
  findBasket,
  findTeamVersions,
  insertBasket,
  insertBasketVersion,
  listBaskets,
  lockBasket,
} from "../../db/repositories/baskets.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { BasketDto, BasketVersionDto } from "./dto.ts";
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

type MemberInput = { readonly strategyVersionId: string; readonly weight: number };

/** Makes the next version of a basket out of strategy versions of the same team. */
export async function setBasketMembers(
  context: Context,
  { id, members }: { readonly id: string; readonly members: readonly MemberInput[] },
): Promise<BasketVersionDto> {
  const { db, team, user } = context;
  const versionIds = members.map((member) => member.strategyVersionId);
  if (new Set(versionIds).size !== versionIds.length) {
    throw new AppError("invalid-input", {
      message: "Each strategy version may be in a basket once: add up its weights.",
    });
  }
  const { weights, scaled } = normaliseWeights(members.map((member) => member.weight));
  const smallest = members.find((_, index) => Number(weights[index]) === 0);
  if (smallest !== undefined) {
    const message = `A weight of ${smallest.weight} is too small beside the others to be given any capital. Raise or remove it.`;
    throw new AppError("invalid-input", { message });
  }
  return db.$transaction(async (tx) => {
    if (!(await lockBasket(tx, team.id, id))) throw new AppError("not-found");
    const found = await findTeamVersions(tx, team.id, versionIds);
    if (found.length !== versionIds.length) {
      throw new AppError("not-found", { message: "A member is not a saved version of one of your team's strategies." });
    }
    const weighted = versionIds.map((strategyVersionId, index) => ({
      strategyVersionId,
      weight: weights[index] ?? "0",
    }));
    const made = await insertBasketVersion(tx, id, { createdBy: user.id, members: weighted });
    await recordForTeam(tx, context, "basket.members-set", { basketId: id, versionId: made.id, members: weighted });
    return {
      versionId: made.id,
      number: made.number,
      scaled,
      members: weighted.map((member) => ({ ...member, weight: Number(member.weight) })),
    };
  });
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
  const members = version.members.map(({ ordinal: _, ...member }) => ({ ...member, weight: Number(member.weight) }));
  return { ...basket, ...dates, version: { ...version, createdAt: version.createdAt.toISOString(), members } };
}
