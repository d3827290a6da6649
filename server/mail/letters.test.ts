import { expect, test } from "vitest";
import { invitationLetter, passwordResetLetter } from "./letters.ts";

test("a letter says the same in plain text and in HTML, its link included", () => {
  const letter = passwordResetLetter(
    { name: "Ada", email: "ada@test.local" },
    "https://ql.test/reset-password?token=T&x=1",
  );
  expect(letter.text).toContain("Choose a new password: https://ql.test/reset-password?token=T&x=1\n");
  expect(letter.html).toContain('href="https://ql.test/reset-password?token=T&amp;x=1"');
});

test("a name cannot add a header, a paragraph or markup to a letter", () => {
  const team = "Desk\r\nBcc: all@test.local\n\n<a href=x>click</a>";
  const letter = invitationLetter(
    { email: "new@test.local", team, invitedBy: "Ada", role: "trader" },
    "https://ql.test/i",
  );
  expect(letter.subject).not.toMatch(/[\r\n]/);
  expect(letter.text.split("\n")).not.toContain("Bcc: all@test.local");
  expect(letter.html).not.toContain("<a href=x>");
});
