import type { Transaction } from "../../db/client.ts";
import { findBasket, findVersionDocuments, lockBasket } from "../../db/repositories/baskets.ts";
import type { Disclosure } from "../../db/repositories/listings.ts";
import { AppError } from "../../errors/app-error.ts";
import type { PublishTarget } from "./dto.ts";

export type TargetMember = {
  readonly name: string;
  readonly strategyVersionId: string;
  readonly strategyId: string;
  readonly semanticHash: string;
  readonly weight: string;
  readonly document: unknown;
  readonly origin: { readonly title: string; readonly disclosure: Disclosure } | null;
};

export type LoadedTarget = {
  readonly kind: "basket" | "strategy";
  /** The basket or the strategy, of which there is one listing at most. */
  readonly source: { readonly basketId: string } | { readonly strategyId: string };
  readonly version: { readonly basketVersionId: string } | { readonly strategyVersionId: string };
  readonly settings: unknown;
  readonly members: readonly TargetMember[];
};

/** Loads what is to be published, and holds its basket until the transaction ends. */
export async function loadTarget(tx: Transaction, teamId: string, target: PublishTarget): Promise<LoadedTarget> {
  switch (target.kind) {
    case "basket":
      return loadBasket(tx, teamId, target.basketId);
    case "strategy": {
      const [found] = await findVersionDocuments(tx, [target.strategyVersionId], teamId);
      if (found === undefined)
        throw new AppError("not-found", { what: "strategy version", id: target.strategyVersionId });
      const { strategyId, id: strategyVersionId } = found;
      const member = { ...found, strategyVersionId, weight: "1", origin: null };
      return {
        kind: "strategy",
        source: { strategyId },
        version: { strategyVersionId },
        settings: {},
        members: [member],
      };
    }
  }
}

async function loadBasket(tx: Transaction, teamId: string, basketId: string): Promise<LoadedTarget> {
  if (!(await lockBasket(tx, teamId, basketId))) throw new AppError("not-found", { what: "basket", id: basketId });
  const version = (await findBasket(tx, teamId, basketId))?.version ?? null;
  if (version === null || version.members.length === 0) {
    throw new AppError("not-possible-now", {
      message: "This basket has no strategies yet. Add at least one, then publish.",
    });
  }
  const ids = version.members.map((member) => member.strategyVersionId);
  const documents = new Map((await findVersionDocuments(tx, ids)).map((found) => [found.id, found.document]));
  const members = version.members.map((member) => ({ ...member, document: documents.get(member.strategyVersionId) }));
  return {
    kind: "basket",
    source: { basketId },
    version: { basketVersionId: version.id },
    settings: version.settings,
    members,
  };
}
