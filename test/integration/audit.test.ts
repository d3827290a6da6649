import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anchorAudit } from "@/server/audit/anchor.ts";
import { appendAudit } from "@/server/audit/append.ts";
import { type AuditVerdict, verifyAudit } from "@/server/audit/verify-audit.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let chain: `team:${string}`;
let teamId: string;

const append = (action: string) =>
  platform.db.$transaction((tx) =>
    appendAudit(tx, { chain, teamId, actor: "user:1", action, detail: { amount: 0.1, note: "ä" } }),
  );

beforeAll(async () => {
  platform = await openPlatform();
  teamId = (await makeTeam(platform.db)).id;
  chain = `team:${teamId}`;
  for (const action of ["a.done", "b.done", "c.done"]) await append(action);
  await anchorAudit(platform.db);
  await append("d.done");
});
afterAll(() => platform.close());

class Undo extends Error {}

/** Changes rows as somebody with the whole database in hand would, reads the verdict, and takes the change back. */
async function verdictAfter(...statements: string[]): Promise<AuditVerdict> {
  let verdict: AuditVerdict | undefined;
  await platform.db
    .$transaction(async (tx) => {
      await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
      for (const statement of statements) await tx.$executeRawUnsafe(statement);
      verdict = await verifyAudit(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  if (!verdict) throw new Error("no verdict");
  return verdict;
}

describe("the audit trail", () => {
  test("fits when nobody touched it", async () => {
    expect(await verifyAudit(platform.db)).toEqual({ chains: 1, events: 4, anchors: 1, problems: [] });
  });

  test("gives each of many writers at once a link of its own", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => append(`parallel-${index}.done`)));
    const verdict = await verifyAudit(platform.db);
    expect(verdict.problems).toEqual([]);
    expect(verdict.events).toBe(16);
  });

  test.each([
    "UPDATE audit_events SET action = 'x'",
    "DELETE FROM audit_events",
    "TRUNCATE audit_events",
    "DELETE FROM audit_anchors",
  ])("refuses %s", async (statement) => {
    await expect(platform.db.$executeRawUnsafe(statement)).rejects.toThrow(/immutable/);
  });

  test.each([
    ["an event that was changed", "UPDATE audit_events SET detail = '{}' WHERE sequence = 2", /was changed/],
    ["an event that is missing", "DELETE FROM audit_events WHERE sequence = 2", /missing/],
    ["a tail that was cut", "DELETE FROM audit_events WHERE sequence > 3", /its head is at/],
    ["an anchor that was changed", "UPDATE audit_anchors SET heads = '[]'", /was changed/],
    ["a head that is gone", "DELETE FROM audit_heads", /head of the chain is gone/],
  ])("shows %s", async (_, statement, problem) => {
    const { problems } = await verdictAfter(statement);
    expect(problems.map((found) => found.problem).join("; ")).toMatch(problem);
  });

  test("shows an anchored chain that was cut together with its head", async () => {
    const { problems } = await verdictAfter(
      "DELETE FROM audit_events WHERE sequence > 2",
      "UPDATE audit_heads SET sequence = 2, anchored_sequence = 2, hash = (SELECT hash FROM audit_events WHERE sequence = 2)",
    );
    expect(problems.map((found) => found.problem)).toEqual(["was anchored and is gone"]);
  });

  test("is anchored again only when something happened", async () => {
    await append("e.done");
    expect(await anchorAudit(platform.db)).toBe(1);
    expect(await anchorAudit(platform.db)).toBe(0);
    expect((await verifyAudit(platform.db)).problems).toEqual([]);
  });

  test("is read by its team in pages, newest first, without a gap, and verified", async () => {
    const team = await makeTeam(platform.db);
    const auditor = await team.member("auditor");
    for (let index = 0; index < 120; index += 1) {
      const entry = {
        chain: `team:${team.id}`,
        teamId: team.id,
        actor: "user:1",
        action: `step-${index}.done`,
        detail: {},
      } as const;
      await platform.db.$transaction((tx) => appendAudit(tx, entry));
    }
    const caller = appRouter.createCaller(auditor.request);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await caller.audit.list(cursor === undefined ? {} : { cursor });
      seen.push(...page.events.map((event) => event.sequence));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => String(120 - index)));

    // What was changed shows to its team, and to no other.
    expect(await caller.audit.verify()).toMatchObject({ chains: 1, events: 120, problems: [] });
    await platform.db.$transaction([
      platform.db.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
      platform.db.$executeRaw`UPDATE audit_events SET action = 'x' WHERE chain = ${`team:${team.id}`} AND sequence = 7`,
    ]);
    expect((await caller.audit.verify()).problems).toMatchObject([{ chain: `team:${team.id}`, sequence: "7" }]);
    const other = await (await makeTeam(platform.db)).member("owner");
    expect((await appRouter.createCaller(other.request).audit.verify()).problems).toEqual([]);
  });
});
