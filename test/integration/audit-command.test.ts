import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anchorAudit } from "@/server/audit/anchor.ts";
import { appendAudit } from "@/server/audit/append.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;

beforeAll(async () => {
  platform = await openPlatform();
  const teamId = (await makeTeam(platform.db)).id;
  for (const action of ["a.done", "b.done", "c.done"]) {
    const event = { chain: `team:${teamId}`, teamId, actor: "user:1", action, detail: {} } as const;
    await platform.db.$transaction((tx) => appendAudit(tx, event));
  }
  await anchorAudit(platform.db);
});
afterAll(() => platform.close());

function verify(): Promise<{ code: number; verdict: { problems: readonly unknown[] } }> {
  return new Promise((resolve, reject) => {
    const environment = { PATH: process.env["PATH"], DATABASE_URL: platform.url };
    const script = join(process.cwd(), "scripts/verify-audit.js");
    const child = execFile(process.execPath, [script], { env: environment }, (_error, output, messages) => {
      try {
        resolve({ code: child.exitCode ?? -1, verdict: JSON.parse(output) });
      } catch {
        reject(new Error(`no verdict: ${output}${messages}`));
      }
    });
  });
}

test("npm run audit:verify exits 0 on an untouched trail, and 1 and names the chain when a row was changed", async () => {
  expect(await verify()).toMatchObject({ code: 0, verdict: { problems: [] } });
  // As somebody with the whole database in hand would: past the triggers.
  await platform.db.$transaction([
    platform.db.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    platform.db.$executeRawUnsafe("UPDATE audit_events SET action = 'x.done' WHERE action = 'b.done'"),
  ]);
  const { code, verdict } = await verify();
  expect(code).toBe(1);
  expect(verdict.problems.length).toBeGreaterThan(0);
});
