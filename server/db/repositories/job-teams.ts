import type { JobName } from "../../queue/catalogue.ts";
import type { Queryable } from "../client.ts";

/** Returns the team that a job works for, or every team that has members where it is the platform's own. */
export async function teamsToTell(
  db: Queryable,
  { name, key }: { readonly name: JobName; readonly key: string },
): Promise<readonly string[]> {
  const own = await ownerOf(db, name, key);
  if (own !== undefined) return own === null ? [] : [own];
  const rows = await db.member.findMany({ distinct: ["organizationId"], select: { organizationId: true } });
  return rows.map((row) => row.organizationId);
}

/** The team of a job; null where what it was about is gone, undefined where it belongs to no team. */
async function ownerOf(db: Queryable, name: JobName, key: string): Promise<string | null | undefined> {
  const one = { where: { id: key }, select: { teamId: true } } as const;
  switch (name) {
    case "backtest.run":
      return (await db.backtest.findUnique(one))?.teamId ?? null;
    case "sweep.run":
      return (await db.sweep.findUnique(one))?.teamId ?? null;
    case "dataset.import":
      return (await db.datasetImport.findUnique(one))?.teamId ?? null;
    case "alert.send": {
      const select = { notification: { select: { teamId: true } } } as const;
      const delivery = await db.notificationDelivery.findUnique({ where: { id: key }, select });
      return delivery?.notification.teamId ?? null;
    }
    default:
      return undefined;
  }
}
