import { explain } from "@/graph-runtime/compiler/explain.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { readDocument } from "@/graph-runtime/graph/read-document.ts";
import type { ListingMemberRow, ListingVersionRow } from "../../db/repositories/listings.ts";
import { BasketSettings } from "../baskets/dto.ts";
import type { MemberChangeDto, OfferDto } from "./dto.ts";

type Version = Pick<ListingVersionRow, "members" | "settings">;
type Side = { readonly member: ListingMemberRow; readonly document: GraphDocument | null };

/**
 * Returns how the members of one version differ from those of another. Members are the same where they come from one strategy. Of a
 * sealed member nothing but its weight and the knobs that its author shows is compared.
 */
export function memberChanges(before: Version, after: Version): MemberChangeDto[] {
  const olds = new Map(before.members.map((member) => [member.strategyId, sideOf(member)]));
  const news = new Map(after.members.map((member) => [member.strategyId, sideOf(member)]));
  const ids = [...new Set([...news.keys(), ...olds.keys()])];
  return ids.map((id) => compare(olds.get(id), news.get(id))).filter((change) => change !== null);
}

function sideOf(member: ListingMemberRow): Side {
  return { member, document: readDocument(member.document).document };
}

function compare(before: Side | undefined, after: Side | undefined): MemberChangeDto | null {
  const known = after ?? before;
  if (known === undefined) return null;
  const isSealed = (before?.member.sealed ?? false) || (after?.member.sealed ?? false);
  const isSame = before?.member.strategyVersionId === after?.member.strategyVersionId;
  const weight = { before: share(before), after: share(after) };
  if (isSame && weight.before === weight.after) return null;
  const [old, fresh] = [rulesOf(before, isSealed), rulesOf(after, isSealed)];
  return {
    name: known.member.name,
    what: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    sealed: isSealed,
    weight,
    rulesRemoved: old.filter((rule) => !fresh.includes(rule)),
    rulesAdded: fresh.filter((rule) => !old.includes(rule)),
    parameters: parameterChanges(before?.document ?? null, after?.document ?? null),
  };
}

function share(side: Side | undefined): string | null {
  return side === undefined ? null : `${(100 * Number(side.member.weight)).toFixed(1)} %`;
}

function rulesOf(side: Side | undefined, isSealed: boolean): string[] {
  return side?.document == null || isSealed ? [] : explain(side.document).map((rule) => rule.text);
}

function parameterChanges(before: GraphDocument | null, after: GraphDocument | null): MemberChangeDto["parameters"] {
  const read = (document: GraphDocument | null) =>
    new Map((document?.parameters ?? []).map(({ key, default: value }) => [key, String(value)]));
  const [olds, news] = [read(before), read(after)];
  return [...new Set([...olds.keys(), ...news.keys()])]
    .map((label) => ({ label, before: olds.get(label) ?? null, after: news.get(label) ?? null }))
    .filter((change) => change.before !== change.after);
}

/** Returns what differs of how a basket shares its money and what limits it. */
export function settingChanges(before: Version, after: Version): OfferDto["settings"] {
  const flat = ({ settings }: Version): Map<string, string> => {
    const { limits, ...rest } = BasketSettings.parse(settings);
    return new Map(Object.entries({ ...rest, ...limits }).map(([key, value]) => [key, String(value)]));
  };
  const [olds, news] = [flat(before), flat(after)];
  return [...new Set([...olds.keys(), ...news.keys()])]
    .map((key) => ({ label: words(key), before: olds.get(key) ?? null, after: news.get(key) ?? null }))
    .filter((change) => change.before !== change.after);
}

function words(key: string): string {
  const text = key.replace(/([A-Z])/g, " $1").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
