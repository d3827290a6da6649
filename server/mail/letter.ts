import { z } from "zod";

/** What a letter is about; it decides nothing, it is counted and logged. */
export type LetterKind = "password-reset" | "address-verification" | "invitation" | "alert";

export const Letter = z.strictObject({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() });
export type Letter = Readonly<z.infer<typeof Letter>>;

type Parts = {
  readonly to: string;
  readonly subject: string;
  readonly greeting: string;
  /** What happened, and what the link does. */
  readonly before: string;
  readonly link: { readonly label: string; readonly url: string };
  readonly after: string;
};

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Names and addresses come from users: a line break in one must not become a header or a paragraph of its own. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Returns a letter with one link, as plain text and as HTML that says the same. */
export function letterWithLink(parts: Parts): Letter {
  const [subject, greeting, before, after] = [parts.subject, parts.greeting, parts.before, parts.after].map(
    oneLine,
  ) as [string, string, string, string];
  const { label, url } = parts.link;
  const paragraph = (content: string) => `<p style="margin:0 0 16px">${content}</p>`;
  const button = `<a href="${escapeHtml(url)}" style="display:inline-block;padding:10px 16px;border-radius:8px;background:#2f5bea;color:#ffffff;text-decoration:none">${escapeHtml(label)}</a>`;
  return {
    to: parts.to,
    subject,
    text: `${greeting}\n\n${before}\n\n${label}: ${url}\n\n${after}\n\nQuantloom\n`,
    html: `<!doctype html><html lang="en"><body style="font:16px/1.5 system-ui,sans-serif;color:#16181d">${[
      escapeHtml(greeting),
      escapeHtml(before),
      button,
      `<span style="color:#5b6270">${escapeHtml(after)}</span>`,
    ]
      .map(paragraph)
      .join("")}</body></html>`,
  };
}
