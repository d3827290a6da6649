import { expect, test } from "vitest";
import { providerError } from "./provider-error.ts";

test("the sign-in page shows sentences of ours, never what stands in its address", () => {
  expect(providerError(undefined)).toBeUndefined();
  expect(providerError("account_not_linked")).toMatch(/account with this address already/);
  expect(providerError("Call +1 555 to unlock")).toBe("The sign-in with the provider did not work. Try again.");
  expect(providerError("constructor")).toBe("The sign-in with the provider did not work. Try again.");
});
