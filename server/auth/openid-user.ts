import type { OAuth2Tokens } from "better-auth";
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url(), userinfo_endpoint: z.url().optional() });
const Claims = z.object({
  sub: z.string().min(1),
  email: z.email().optional(),
  email_verified: z.union([z.boolean(), z.enum(["true", "false"])]).optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  picture: z.url().optional().catch(undefined),
});

type Provider = { readonly discoveryUrl: string; readonly clientId: string };
type OpenidUser = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly image?: string;
};

const patience = 10_000;

async function readJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response.json();
}

/**
 * Returns who signed in with an OpenID provider. The id token counts only when it is signed by the provider's published keys and made
 * for us; better-auth alone would read it without looking. What it leaves out is asked for at the provider's user info address.
 */
export async function readOpenidUser(provider: Provider, tokens: OAuth2Tokens): Promise<OpenidUser> {
  if (!tokens.idToken) throw new Error("the provider gave no id token: is the scope openid asked for?");
  const discovery = Discovery.parse(await readJson(provider.discoveryUrl));
  const keys = createRemoteJWKSet(new URL(discovery.jwks_uri), { timeoutDuration: patience });
  const { payload } = await jwtVerify(tokens.idToken, keys, {
    issuer: discovery.issuer,
    audience: provider.clientId,
    requiredClaims: ["sub", "exp", "iat"],
    clockTolerance: 30,
  });
  const claims = Claims.parse({ ...(await moreClaims(discovery.userinfo_endpoint, tokens, payload)), ...payload });
  if (!claims.email) throw new Error("the provider gave no e-mail address: is the scope email asked for?");
  return {
    id: claims.sub,
    name: claims.name ?? claims.preferred_username ?? claims.email.split("@", 1)[0] ?? claims.email,
    email: claims.email.toLowerCase(),
    emailVerified: claims.email_verified === true || claims.email_verified === "true",
    ...(claims.picture && { image: claims.picture }),
  };
}

async function moreClaims(endpoint: string | undefined, tokens: OAuth2Tokens, payload: JWTPayload): Promise<object> {
  if (endpoint === undefined || !tokens.accessToken || ("email" in payload && "name" in payload)) return {};
  const more = Claims.parse(await readJson(endpoint, { authorization: `Bearer ${tokens.accessToken}` }));
  if (more.sub !== payload.sub) throw new Error("the user info is about somebody else than the id token");
  return more;
}
