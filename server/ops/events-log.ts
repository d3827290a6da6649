import { log } from "../log.ts";
import { metrics } from "./metrics.ts";

// One function for each business event: a metric and a log line. Add one here instead of logging in a service.

function happened(event: string, fields: { readonly [key: string]: string | number | boolean | null }): void {
  metrics().events.inc({ event });
  log().info({ event, ...fields }, event);
}

export const userSignedUp = (userId: string): void => happened("user signed up", { userId });
export const sessionStarted = (userId: string): void => happened("session started", { userId });
export const passwordReset = (userId: string): void => happened("password reset", { userId });
export const letterSent = (letterId: string, kind: string): void => happened("letter sent", { letterId, kind });
export const alertDelivered = (channel: string, kind: string): void => happened("alert delivered", { channel, kind });
export const apiKeyCreated = (teamId: string, keyId: string): void => happened("api key created", { teamId, keyId });
export const apiKeyRevoked = (teamId: string, keyId: string): void => happened("api key revoked", { teamId, keyId });
export const strategyCreated = (teamId: string, strategyId: string): void =>
  happened("strategy created", { teamId, strategyId });
export const strategyVersionSaved = (teamId: string, versionId: string): void =>
  happened("strategy version saved", { teamId, versionId });
export const strategyForked = (teamId: string, strategyId: string): void =>
  happened("strategy forked", { teamId, strategyId });
export const shareLinkCreated = (teamId: string, linkId: string): void =>
  happened("share link created", { teamId, linkId });
export const shareLinkRevoked = (teamId: string, linkId: string): void =>
  happened("share link revoked", { teamId, linkId });
export const resultLinkCreated = (teamId: string, linkId: string): void =>
  happened("result link created", { teamId, linkId });
export const resultLinkRevoked = (teamId: string, linkId: string): void =>
  happened("result link revoked", { teamId, linkId });
export const hookSignalTaken = (teamId: string, hookId: string, runs: number): void =>
  happened("hook signal taken", { teamId, hookId, runs });
export const memberInvited = (teamId: string): void => happened("member invited", { teamId });
export const memberJoined = (teamId: string, userId: string): void => happened("member joined", { teamId, userId });
