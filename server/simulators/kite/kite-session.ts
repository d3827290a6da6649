import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { SimBroker } from "../core/sim-broker.ts";
import type { SimAccount } from "../core/sim-event.ts";
import { jsonResponse, type SimRequest, type SimResponse } from "../core/sim-http.ts";
import { KiteRefusal } from "./kite-refusal.ts";
import { kiteTime, tokenExpiry } from "./kite-time.ts";

const requestTokenLife = 5 * 60_000;

/** Login: the page, its single-use request token, and the access token that it is exchanged for. */
export class KiteLogin {
  readonly #requestTokens = new Map<string, { readonly account: string; readonly until: number }>();
  readonly #broker: SimBroker;

  constructor(broker: SimBroker) {
    this.#broker = broker;
  }

  page({ query }: SimRequest): SimResponse {
    const key = query.get("api_key") ?? "";
    const account = this.#accountOf(key);
    if (account === null) return html(400, "<h1>Unknown api_key</h1><p>This app is not registered here.</p>");
    const hidden = [...query].map(
      ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    );
    return html(
      200,
      `<h1>Simulated Zerodha</h1><p>This stands in for the broker's own login page. The account ${escapeHtml(account.name)} trades in a simulated market, with play money.</p>
      <form method="post" action="finish">${hidden.join("")}<button>Log in as ${escapeHtml(account.id)}</button></form>`,
    );
  }

  finish({ body }: SimRequest): SimResponse {
    const form = new URLSearchParams(body);
    const account = this.#accountOf(form.get("api_key") ?? "");
    if (account === null || account.redirectUrl === null) return html(400, "<h1>This app has no redirect address</h1>");
    const token = this.issueRequestToken(account.id);
    const target = new URL(account.redirectUrl);
    const answer = { action: "login", type: "login", status: "success", request_token: token };
    for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
    for (const [name, value] of new URLSearchParams(form.get("redirect_params") ?? ""))
      target.searchParams.set(name, value);
    return { status: 303, headers: { location: target.href }, body: "" };
  }

  /** What logging in on the page leads to. */
  issueRequestToken(account: string): string {
    const token = randomBytes(16).toString("hex");
    this.#requestTokens.set(token, { account, until: this.#now() + requestTokenLife });
    return token;
  }

  exchange({ body }: SimRequest): SimResponse {
    const form = new URLSearchParams(body);
    const token = form.get("request_token") ?? "";
    const account = this.#accountOf(form.get("api_key") ?? "");
    if (account === null) throw new KiteRefusal("InputException", "Invalid `api_key`.");
    const expected = createHash("sha256").update(`${account.key}${token}${account.secret}`).digest("hex");
    if (!isEqual(form.get("checksum") ?? "", expected)) throw new KiteRefusal("TokenException", "Invalid `checksum`.");
    const granted = this.#requestTokens.get(token);
    this.#requestTokens.delete(token);
    if (granted === undefined || granted.account !== account.id || granted.until < this.#now())
      throw new KiteRefusal("TokenException", "Token is invalid or has expired.");
    const access = randomBytes(16).toString("hex");
    this.#broker.record({
      kind: "session-opened",
      account: account.id,
      token: access,
      expiresAt: tokenExpiry(this.#now()),
    });
    return jsonResponse(200, { status: "success", data: this.#session(account, access) });
  }

  end({ query }: SimRequest): SimResponse {
    this.#broker.record({ kind: "session-closed", token: query.get("access_token") ?? "" });
    return jsonResponse(200, { status: "success", data: true });
  }

  /** Returns whose call it is; throws where the session is over. */
  authorize(key: string, token: string): SimAccount {
    const session = this.#broker.books.sessions.get(token);
    const account = session === undefined ? undefined : this.#broker.books.accounts.get(session.account);
    if (session === undefined || account?.key !== key || session.expiresAt <= this.#now())
      throw new KiteRefusal("TokenException", "Incorrect `api_key` or `access_token`.");
    return account;
  }

  authorizeHeader(header: string | undefined): SimAccount {
    const [, key = "", token = ""] = /^token ([^:]+):(.+)$/.exec(header ?? "") ?? [];
    return this.authorize(key, token);
  }

  #session(account: SimAccount, token: string) {
    return {
      user_id: account.id,
      user_name: account.name,
      user_shortname: account.name,
      email: `${account.id.toLowerCase()}@example.com`,
      user_type: "individual",
      broker: "ZERODHA",
      exchanges: ["NSE", "NFO"],
      products: ["CNC", "NRML", "MIS"],
      order_types: ["MARKET", "LIMIT", "SL", "SL-M"],
      api_key: account.key,
      access_token: token,
      public_token: randomBytes(8).toString("hex"),
      enctoken: randomBytes(8).toString("hex"),
      refresh_token: "",
      silo: "",
      login_time: kiteTime(this.#now()),
      avatar_url: null,
      meta: { demat_consent: "physical" },
    };
  }

  #accountOf(key: string): SimAccount | null {
    return [...this.#broker.books.accounts.values()].find((account) => account.key === key) ?? null;
  }

  #now(): number {
    return this.#broker.surroundings.now();
  }
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:15vh auto;padding:0 1.5rem;color-scheme:light dark}" +
  "button{font:inherit;font-weight:600;padding:.7rem 1.2rem;border:0;border-radius:.5rem;background:#387ed1;color:#fff;cursor:pointer}";

function html(status: number, content: string): SimResponse {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Simulated Zerodha</title><style>${style}</style><main>${content}</main></html>`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: page };
}
