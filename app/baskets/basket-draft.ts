/** A member while it is edited; `weight` is the text that was typed, in percent. */
export type DraftMember = {
  readonly strategyVersionId: string;
  /** Null for a strategy of another team. */
  readonly strategyId: string | null;
  /** Where it was taken from; null for a strategy of the team. */
  readonly origin: { readonly listingVersionId: string; readonly listingId: string; readonly title: string } | null;
  readonly name: string;
  readonly number: number;
  readonly weight: string;
};

/** Returns the weight as a fraction; null where the text is no positive number. */
export function readWeight(text: string): number | null {
  const percent = Number(text.replace(",", "."));
  return text.trim() !== "" && Number.isFinite(percent) && percent > 0 ? percent / 100 : null;
}

/** Returns the sum of all readable weights, as a fraction. */
export function totalWeight(members: readonly DraftMember[]): number {
  return members.reduce((sum, member) => sum + (readWeight(member.weight) ?? 0), 0);
}

/** Returns the members with equal weights that add up to 100 %, the first taking what rounding leaves. */
export function equalWeights(members: readonly DraftMember[]): readonly DraftMember[] {
  const each = Math.floor(10_000 / Math.max(1, members.length)) / 100;
  const rest = 100 - each * (members.length - 1);
  return members.map((member, index) => ({
    ...member,
    weight: String(Number((index === 0 ? rest : each).toFixed(2))),
  }));
}

/** Returns a fraction as the text of a percentage without trailing zeros. */
export function weightText(fraction: number): string {
  return String(Number((fraction * 100).toFixed(4)));
}
