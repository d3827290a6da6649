import { expect, test } from "vitest";
import { isForeignWrite } from "./foreign-origin.ts";

test.each([
  ["a read from anywhere", "GET", { origin: "https://evil.example", host: "ql.test" }, false],
  ["a write from our own page", "POST", { origin: "https://ql.test", host: "ql.test" }, false],
  [
    "a write from our own page, as the browser says",
    "POST",
    { "sec-fetch-site": "same-origin", host: "ql.test" },
    false,
  ],
  ["a write by a program", "POST", { host: "ql.test" }, false],
  ["a write from another site", "POST", { origin: "https://evil.example", host: "ql.test" }, true],
  [
    "a write from another port of the same machine",
    "POST",
    { origin: "http://127.0.0.1:9", host: "127.0.0.1:3000" },
    true,
  ],
  ["a write from another site that hides its name", "POST", { origin: "null", host: "ql.test" }, true],
  [
    "a write from a sister site",
    "DELETE",
    { "sec-fetch-site": "same-site", origin: "https://ql.test", host: "ql.test" },
    true,
  ],
  [
    "a write through a proxy that names our host",
    "PUT",
    { origin: "https://ql.test", host: "10.0.0.1", "x-forwarded-host": "ql.test" },
    false,
  ],
])("%s is judged rightly", (_, method, headers, expected) => {
  expect(isForeignWrite(method, new Headers(headers))).toBe(expected);
});
