import type { AlertMessage } from "./message.ts";

const marks = { info: ":information_source:", warning: ":warning:", critical: ":rotating_light:" } as const;

/** Slack reads these three signs as markup; everything else is text. */
const escapeSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Returns the body of a post to an incoming webhook of Slack. */
export function slackBody({ severity, title, body, url, team }: AlertMessage): string {
  const head = `${marks[severity]} *${escapeSlack(title)}*`;
  const link = `<${encodeURI(url)}|Open in Quantloom> · ${escapeSlack(team)}`;
  const text = [head, escapeSlack(body), link].filter((line) => line !== "").join("\n");
  return JSON.stringify({ text, unfurl_links: false, unfurl_media: false });
}
