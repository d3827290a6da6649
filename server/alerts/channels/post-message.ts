import { z } from "zod";
import { assertNever } from "@/graph-runtime/core/assert-never.ts";
import type { SealedChannelRow } from "../../db/repositories/notification-channels.ts";
import { env } from "../../env.ts";
import { postPublic } from "../../net/post-public.ts";
import { credentialKeys } from "../../vault/credential-keys.ts";
import { seal, unseal } from "../../vault/seal.ts";
import { channelPlace } from "../../vault/seal-places.ts";
import type { AlertMessage } from "./message.ts";
import { slackBody } from "./slack-body.ts";
import { signatureHeaders, webhookBody } from "./webhook-body.ts";

/** What is sealed of a channel: the address, which for Slack is the secret, and the key that a webhook's posts are signed with. */
export const ChannelSecrets = z.object({ url: z.string(), key: z.string().nullable() });
export type ChannelSecrets = z.infer<typeof ChannelSecrets>;

export function sealSecrets(id: string, secrets: ChannelSecrets): Uint8Array<ArrayBuffer> {
  return seal(JSON.stringify(secrets), channelPlace(id), credentialKeys()[0]);
}

/** Returns which addresses a channel may post to. */
export const channelRules = () => ({ trusted: env().ALERT_HOSTS, setting: "ALERT_HOSTS" });

/** Posts a message through a channel; resolves when the receiver has taken it. */
export async function postMessage(channel: SealedChannelRow, message: AlertMessage, now: Date): Promise<void> {
  const opened = unseal(channel.secrets, channelPlace(channel.id), credentialKeys());
  const { url, key } = ChannelSecrets.parse(JSON.parse(opened));
  const rules = channelRules();
  switch (channel.type) {
    case "slack":
      return postPublic({ url, body: slackBody(message), headers: {}, rules });
    case "webhook": {
      const body = webhookBody(message);
      return postPublic({ url, body, headers: signatureHeaders(key ?? "", { id: message.id, body, now }), rules });
    }
    default:
      return assertNever(channel.type);
  }
}
