import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readSignedCookie } from "./session-cookie.ts";

const secret = "a secret of the test";
const sign = (value: string, by = secret) =>
  encodeURIComponent(`${value}.${createHmac("sha256", by).update(value).digest("base64")}`);
const read = (cookie: string) => readSignedCookie(new Headers({ cookie }), "ql.session", secret);

describe("a signed cookie", () => {
  test("is found among others and read", () => {
    expect(read(`a=b; ql.session=${sign("token.1")}; c=d`)).toBe("token.1");
  });

  test.each([
    ["missing", "a=b"],
    ["of another name that ends alike", `x.ql.session=${sign("token")}`],
    ["signed with another secret", `ql.session=${sign("token", "another secret")}`],
    ["changed", `ql.session=${sign("token").replace("token", "taken")}`],
    ["without a signature", "ql.session=token"],
    ["without a value", `ql.session=${sign("")}`],
    ["badly encoded", "ql.session=%E0%A4%A"],
  ])("is refused when it is %s", (_what, cookie) => {
    expect(read(cookie)).toBeNull();
  });
});
