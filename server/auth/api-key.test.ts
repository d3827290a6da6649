import { describe, expect, test } from "vitest";
import { createApiKey, readApiKey, sameHash } from "./api-key.ts";
import { apiKeyScopes, permissionsOfScopes } from "./api-key-scopes.ts";

describe("an API key", () => {
  test("is read back to the prefix and hash under which it is kept", () => {
    const { text, prefix, sha256 } = createApiKey();
    expect(readApiKey(text)).toEqual({ prefix, sha256 });
    expect(text).toMatch(/^ql_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
  });
  test.each(["", "ql_1_2", "Bearer x", `ql_${"0".repeat(12)}_${"A".repeat(42)}`])("is not seen in %j", (text) => {
    expect(readApiKey(text)).toBeNull();
  });
  test("has a hash that equals itself alone", () => {
    const [one, two] = [createApiKey(), createApiKey()];
    expect([sameHash(one.sha256, one.sha256), sameHash(one.sha256, two.sha256), sameHash(one.sha256, "")]).toEqual([
      true,
      false,
      false,
    ]);
  });
  test("may never manage keys, teams or jobs, whatever its scopes", () => {
    const all = permissionsOfScopes(Object.keys(apiKeyScopes));
    for (const permission of ["api-key.manage", "team.manage", "job.manage", "session.read"] as const)
      expect(all).not.toContain(permission);
  });
  test("gets nothing from a scope that is not known", () => {
    expect([...permissionsOfScopes(["everything"])]).toEqual([]);
  });
});
