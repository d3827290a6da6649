import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

type Person = { readonly sub: string; readonly name: string; readonly email: string; readonly email_verified: boolean };
type Grant = { readonly challenge: string; readonly redirect: string; readonly person: Person };

export const client = { id: "quantloom-test", secret: "the secret of the client" };

export type OpenidProvider = {
  readonly discoveryUrl: string;
  /** Who is signed in at the provider. */
  person: Person;
  /** How the next id tokens are made; everything but "right" must be refused. */
  tokens: "right" | "foreign key" | "other audience" | "other issuer" | "expired";
  /** Whether the id token says who it is, or leaves that to the user info address. */
  isTerse: boolean;
  close(): Promise<void>;
};

/** Starts an OpenID provider on the own machine: discovery, keys, authorization code with PKCE, signed id tokens, user info. */
export async function openOpenidProvider(): Promise<OpenidProvider> {
  const [own, foreign] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const grants = new Map<string, Grant>();
  const access = new Map<string, Person>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OpenidProvider = {
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    person: { sub: "1", name: "Nobody", email: "nobody@test.local", email_verified: false },
    tokens: "right",
    isTerse: false,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    const send = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    switch (`${request.method} ${url.pathname}`) {
      case "GET /.well-known/openid-configuration":
        send(200, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/userinfo`,
          jwks_uri: `${issuer}/keys`,
        });
        return;
      case "GET /keys":
        send(200, { keys: [jwk] });
        return;
      case "GET /authorize":
        response.writeHead(302, { location: authorize(url.searchParams) }).end();
        return;
      case "POST /token": {
        const granted = redeem(new URLSearchParams(await text(request)));
        send(granted ? 200 : 400, granted ? await tokensFor(granted) : { error: "invalid_grant" });
        return;
      }
      case "GET /userinfo": {
        const person = access.get(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
        send(person ? 200 : 401, person ?? { error: "invalid_token" });
        return;
      }
      default:
        send(404, { error: "not_found" });
    }
  }

  function authorize(query: URLSearchParams): string {
    const wanted = { client_id: client.id, response_type: "code", code_challenge_method: "S256" };
    for (const [name, value] of Object.entries(wanted))
      if (query.get(name) !== value) throw new Error(`${name} must be ${value}, was ${query.get(name)}`);
    if (!query.get("scope")?.split(" ").includes("openid")) throw new Error("the scope openid is not asked for");
    const code = randomBytes(16).toString("hex");
    const redirect = query.get("redirect_uri") ?? "";
    grants.set(code, { challenge: query.get("code_challenge") ?? "", redirect, person: provider.person });
    const back = new URL(redirect);
    for (const [name, value] of Object.entries({ code, state: query.get("state") ?? "", iss: issuer }))
      back.searchParams.set(name, value);
    return back.href;
  }

  function redeem(form: URLSearchParams): Person | null {
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isOurs = form.get("client_id") === client.id && form.get("client_secret") === client.secret;
    if (!grant || !isOurs || grant.challenge !== challenge || grant.redirect !== form.get("redirect_uri")) return null;
    return grant.person;
  }

  async function tokensFor(person: Person): Promise<object> {
    const { tokens: how, isTerse } = provider;
    const now = Math.floor(Date.now() / 1_000);
    const issued = how === "expired" ? now - 7_200 : now;
    const idToken = await new SignJWT(isTerse ? {} : { ...person })
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .setSubject(person.sub)
      .setIssuer(how === "other issuer" ? "https://evil.example" : issuer)
      .setAudience(how === "other audience" ? "somebody-else" : client.id)
      .setIssuedAt(issued)
      .setExpirationTime(issued + 600)
      .sign(how === "foreign key" ? foreign.privateKey : own.privateKey);
    const accessToken = randomBytes(16).toString("hex");
    access.set(accessToken, person);
    return { access_token: accessToken, token_type: "Bearer", expires_in: 600, id_token: idToken };
  }

  return provider;
}
