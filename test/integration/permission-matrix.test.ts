import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Permission, roles } from "@/server/trpc/permissions.ts";
import { appRouter } from "@/server/trpc/router.ts";
import { matrix } from "./support/matrix.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./support/platform.ts";

type Procedure = (input?: unknown) => Promise<unknown>;

const paths = Object.keys(appRouter._def.procedures).sort();
let platform: Platform;
const members = new Map<string, Member>();

beforeAll(async () => {
  platform = await openPlatform();
  const team = await makeTeam(platform.db);
  for (const role of roles) members.set(role, await team.member(role));
});
afterAll(() => platform.close());

function declaredPermission(path: string): Permission {
  const procedures: unknown = appRouter._def.procedures;
  return (procedures as Record<string, { _def: { meta: { permission: Permission } } }>)[path]!._def.meta.permission;
}

/** Calls the procedure with an input that no schema takes, or that names nothing: only the way in is looked at. */
async function outcome(path: string, member: Member | null): Promise<"allowed" | "refused" | "sign-in"> {
  const request = member?.request ?? {
    caller: null,
    refusal: "not-signed-in" as const,
    db: platform.db,
    requestId: "test-request",
  };
  const caller: unknown = path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], appRouter.createCaller(request));
  try {
    await (caller as Procedure)({ probe: "an input that no procedure takes" });
    return "allowed";
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "FORBIDDEN" && error.message.startsWith("This needs the permission")) return "refused";
    if (error.code === "UNAUTHORIZED") return "sign-in";
    return "allowed";
  }
}

describe("the permission matrix", () => {
  test("has an expectation for every procedure, and for nothing else", () => {
    expect(Object.keys(matrix).sort()).toEqual(paths);
  });

  // Calls that end or change the caller's own membership would change the matrix while it is read.
  const destructive = new Set(["teams.leave"]);

  test.each(paths)("%s lets in exactly the roles that are expected", async (path) => {
    const expected = matrix[path];
    expect(expected, `add ${path} to test/integration/support/matrix.ts`).toBeDefined();
    const found: string[] = [];
    for (const role of roles) {
      if (destructive.has(path) && role !== "owner") {
        if (members.get(role)?.context.permissions.has(declaredPermission(path))) found.push(role);
        continue;
      }
      const result = await outcome(path, members.get(role) ?? null);
      if (result === "allowed") found.push(role);
    }
    expect(found).toEqual(expected);
  });

  test.each(paths)("%s asks a stranger to sign in", async (path) => {
    expect(await outcome(path, null)).toBe("sign-in");
  });
});
