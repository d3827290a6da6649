import { z } from "zod";
import type { BrokerAdapter } from "../port/broker-adapter.ts";
import { RateGovernor } from "../port/rate-governor.ts";
import { alpacaCapabilities } from "./alpaca-capabilities.ts";
import { alpacaCharges } from "./alpaca-charges.ts";
import { AlpacaClient } from "./alpaca-client.ts";
import { connectAlpaca } from "./alpaca-connection.ts";

const Account = z.object({ id: z.string(), account_number: z.string() });

export const alpaca: BrokerAdapter = {
  id: "alpaca",
  title: "Alpaca",
  country: "United States",
  calendar: "us-equity",
  capabilities: alpacaCapabilities,
  charges: alpacaCharges,
  credentialFields: [
    {
      key: "keyId",
      label: "API key ID",
      help: "From your dashboard at Alpaca; a paper account has keys of its own.",
      isSecret: false,
    },
    {
      key: "secret",
      label: "Secret key",
      help: "Shown once when the key is made. It is stored encrypted and never shown again.",
      isSecret: true,
    },
  ],
  environments: {
    paper: {
      api: "https://paper-api.alpaca.markets",
      updates: "wss://paper-api.alpaca.markets/stream",
      data: "wss://stream.data.alpaca.markets/v2/iex",
      history: "https://data.alpaca.markets",
    },
    live: {
      api: "https://api.alpaca.markets",
      updates: "wss://api.alpaca.markets/stream",
      data: "wss://stream.data.alpaca.markets/v2/iex",
      history: "https://data.alpaca.markets",
    },
  },
  simulatedEndpoints: (root) => {
    const sockets = root.replace(/^http/, "ws");
    const data = { data: `${sockets}/alpaca/data/v2/iex`, history: `${root}/alpaca/data` };
    return { api: `${root}/alpaca`, updates: `${sockets}/alpaca/stream`, ...data };
  },
  loginPage: () => null,
  login: async ({ endpoints, credentials }) => {
    const client = new AlpacaClient({
      root: endpoints["api"] ?? "",
      keyId: credentials["keyId"] ?? "",
      secret: credentials["secret"] ?? "",
      governor: new RateGovernor([]),
      timeoutMilliseconds: 10_000,
    });
    const account = await client.call(Account, {
      method: "GET",
      path: "/v2/account",
      scope: "other",
      priority: "read",
    });
    return { userId: account.id, userName: account.account_number, token: null, expiresAt: null };
  },
  connect: connectAlpaca,
  readPostback: () => null,
};
