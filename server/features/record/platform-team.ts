import type { Transaction } from "../../db/client.ts";
import { createTeamOnce } from "../../db/repositories/teams.ts";

/** The team that the platform's own runs belong to; nobody is a member, so nobody reads them through it. */
export const platformTeam = { id: "platform", name: "Quantloom", slug: "quantloom-platform" } as const;

export async function ensurePlatformTeam(tx: Transaction): Promise<string> {
  await createTeamOnce(tx, platformTeam);
  return platformTeam.id;
}
