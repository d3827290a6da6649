import { allocateWeights } from "@/graph-runtime/analytics/portfolio/allocate-weights.ts";
import { simpleReturns } from "@/graph-runtime/analytics/returns/simple-returns.ts";
import type { Queryable } from "../../db/client.ts";
import { twinDays } from "../../db/repositories/listing-marks.ts";
import type { ListingVersionRow } from "../../db/repositories/listings.ts";
import { BasketSettings } from "../baskets/dto.ts";

/** Days of the twins' record that methods by risk read, as the basket's backtest does. */
const lookback = 60;

/**
 * Returns the share of the capital that each member of a version gets by the basket's method, adding up to 1. Methods by risk read the
 * daily returns of the platform's own paper runs of the members; with too few days of them the weights that were given hold.
 */
export async function shareCapital(
  db: Queryable,
  { id, members, settings }: Pick<ListingVersionRow, "id" | "members" | "settings">,
): Promise<readonly number[]> {
  const given = members.map((member) => Number(member.weight));
  const { allocation } = BasketSettings.parse(settings);
  if (allocation === "given" || allocation === "equal") return allocateWeights(allocation, given, []);
  const rows = await twinDays(db, id, lookback + 1);
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const ordinals = members.map((member) => member.ordinal);
  const equityOf = new Map(rows.map(({ ordinal, day, equity }) => [`${ordinal} ${day}`, equity]));
  // a day that some member lacks says nothing of how they move together
  const whole = days.filter((day) => ordinals.every((ordinal) => equityOf.has(`${ordinal} ${day}`)));
  const returns = ordinals.map((ordinal) =>
    simpleReturns(Float64Array.from(whole, (day) => equityOf.get(`${ordinal} ${day}`) ?? Number.NaN)),
  );
  return allocateWeights(allocation, given, returns);
}
