import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { BrokerSession } from "../port/broker-account.ts";
import type { Access, BrokerAdapter } from "../port/broker-adapter.ts";
import { BrokerError } from "../port/broker-error.ts";
import { callBroker } from "../port/call-broker.ts";
import { readKiteAnswer } from "./kite-client.ts";
import { kiteSessionEnd } from "./kite-time.ts";
import { KiteOrder, readKiteOrder } from "./read-kite-order.ts";
import { zerodhaCapabilities } from "./zerodha-capabilities.ts";
import { zerodhaCharges } from "./zerodha-charges.ts";
import { connectZerodha } from "./zerodha-connection.ts";

const Session = z.object({ user_id: z.string(), user_name: z.string(), access_token: z.string() });
const Postback = KiteOrder.extend({ order_timestamp: z.string(), checksum: z.string() });

export const zerodha: BrokerAdapter = {
  id: "zerodha",
  title: "Zerodha Kite",
  country: "India",
  calendar: "india",
  capabilities: zerodhaCapabilities,
  charges: zerodhaCharges,
  credentialFields: [
    {
      key: "apiKey",
      label: "API key",
      help: "Of your app on developers.kite.trade.",
      isSecret: false,
    },
    {
      key: "apiSecret",
      label: "API secret",
      help: "Shown beside the API key. It is stored encrypted and never shown again.",
      isSecret: true,
    },
  ],
  environments: {
    live: {
      login: "https://kite.zerodha.com/connect/login",
      api: "https://api.kite.trade",
      ticker: "wss://ws.kite.trade",
    },
  },
  simulatedEndpoints: (root) => ({
    login: `${root}/kite/connect/login`,
    api: `${root}/kite`,
    ticker: `${root.replace(/^http/, "ws")}/kite/ticker`,
  }),
  loginPage: ({ endpoints, credentials }, state) => {
    const page = new URL(endpoints["login"] ?? "");
    page.searchParams.set("v", "3");
    page.searchParams.set("api_key", credentials["apiKey"] ?? "");
    page.searchParams.set("redirect_params", new URLSearchParams({ state }).toString());
    return page.href;
  },
  login: async ({ endpoints, credentials }, grant): Promise<BrokerSession> => {
    const apiKey = credentials["apiKey"] ?? "";
    const requestToken = grant["request_token"];
    if (requestToken === undefined || requestToken === "")
      throw new BrokerError({
        kind: "rejected",
        reason: "expected the request token that Zerodha's login page gives, found none: log in there again",
        code: null,
      });
    const checksum = sha256(`${apiKey}${requestToken}${credentials["apiSecret"] ?? ""}`);
    const answer = await callBroker({
      url: `${endpoints["api"]}/session/token`,
      method: "POST",
      headers: { "X-Kite-Version": "3", "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ api_key: apiKey, request_token: requestToken, checksum }).toString(),
      timeoutMilliseconds: 10_000,
    });
    const session = Session.parse(readKiteAnswer(answer));
    return {
      userId: session.user_id,
      userName: session.user_name,
      token: session.access_token,
      expiresAt: kiteSessionEnd(Date.now()),
    };
  },
  connect: connectZerodha,
  readPostback: ({ credentials }: Access, body) => {
    const update = Postback.safeParse(parse(body));
    if (!update.success) return null;
    const { order_id, order_timestamp, checksum } = update.data;
    const expected = Buffer.from(sha256(`${order_id}${order_timestamp}${credentials["apiSecret"] ?? ""}`));
    const given = Buffer.from(checksum);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return readKiteOrder(update.data);
  },
};

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
