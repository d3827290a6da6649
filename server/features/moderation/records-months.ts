import type { Queryable } from "../../db/client.ts";
import { readFlags } from "../../db/repositories/moderation.ts";
import { env } from "../../env.ts";
import { PlatformFlags } from "./dto.ts";

/** Returns how many months the records of runs are kept, by the configuration or else by the administrators; null for good. */
export async function readRecordsMonths(db: Queryable): Promise<number | null> {
  const { RUN_RECORDS_MONTHS } = env();
  if (RUN_RECORDS_MONTHS !== undefined) return RUN_RECORDS_MONTHS;
  const { recordsMonths } = PlatformFlags.parse(await readFlags(db));
  return recordsMonths === "for-good" ? null : recordsMonths;
}
