import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decimal } from "@/server/brokers/port/decimal.ts";
import { brokerOf } from "@/server/brokers/registry.ts";
import { findSealedAccount } from "@/server/db/repositories/broker-accounts.ts";
import {
  beginLogin,
  finishLogin,
  linkAccount,
  linkSimulatedAccount,
  listAccounts,
  readState,
  unlink,
} from "@/server/features/brokers/service.ts";
import { startRun } from "@/server/features/runs/start-run.ts";
import { createStrategy } from "@/server/features/strategies/service.ts";
import { endSession } from "@/server/live/account/end-session.ts";
import { connectAccount } from "@/server/live/account/open-account.ts";
import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import type { Context } from "@/server/trpc/context.ts";
import { credentialKeys } from "@/server/vault/credential-keys.ts";
import { rotateCredentials } from "@/server/vault/rotate-credentials.ts";
import { sealKey } from "@/server/vault/seal.ts";
import { passLoginPage } from "../conformance/brokers/log-in.ts";
import { SimulatorControl } from "../conformance/brokers/simulator-control.ts";
import { busyDocument, openMarket } from "./support/broker-runs.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let simulators: SimulatorServer;
let control: SimulatorControl;
let owner: Context;
let stranger: Context;

beforeAll(async () => {
  simulators = await startSimulators({ port: 0, journal: null });
  control = new SimulatorControl(simulators.url);
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  platform = await openPlatform();
  owner = (await (await makeTeam(platform.db)).member("owner")).context;
  stranger = (await (await makeTeam(platform.db, "Other desk")).member("owner")).context;
});
afterAll(async () => {
  await platform.close();
  await simulators.close();
});

const grantOf = (page: string | null) => passLoginPage({ loginPage: () => page });

async function linkedZerodha() {
  const { loginPage } = await linkSimulatedAccount(owner, "zerodha");
  const grant = await grantOf(loginPage);
  return { account: await finishLogin(owner, grant), grant };
}

/** Everything that the database says of an account, as text. */
async function stored(id: string): Promise<string> {
  const rows = await platform.db.$queryRaw<{ row: string }[]>`
    SELECT row_to_json(broker_accounts)::text || encode(credentials, 'escape') || coalesce(encode(session, 'escape'), '') AS row
    FROM broker_accounts WHERE id = ${id}`;
  return rows.map(({ row }) => row).join();
}

describe("linking an account", () => {
  test("Zerodha is linked by its login page, until six in the morning in India", async () => {
    const { account } = await linkedZerodha();
    expect(account.session?.user).toMatch(/^The owner \(SIM\d+\)$/);
    const ends = new Date(account.session?.expiresAt ?? 0);
    expect(ends.toISOString().slice(11, 19)).toBe("00:30:00");
    expect(ends.getTime()).toBeGreaterThan(Date.now());
    const state = await readState(owner, account.id);
    expect(state).toMatchObject({ funds: { currency: "INR", cash: "1000000" }, positions: [], orders: [] });
  });

  test("Alpaca is linked by its keys alone, and its session does not end", async () => {
    const { account, loginPage } = await linkSimulatedAccount(owner, "alpaca");
    expect(loginPage).toBeNull();
    expect(account).toMatchObject({ environment: "simulated", session: { expiresAt: null } });
    expect((await readState(owner, account.id)).funds.currency).toBe("USD");
  });

  test("secrets are neither in the database, nor in what is sent to the browser, nor in the audit trail", async () => {
    const { account } = await linkedZerodha();
    const simulated = await control.journal();
    const secrets = simulated.flatMap((event) =>
      event.kind === "account-opened"
        ? [event.account.key, event.account.secret]
        : event.kind === "session-opened"
          ? [event.token]
          : [],
    );
    expect(secrets.length).toBeGreaterThan(2);
    const audit = JSON.stringify(await platform.db.auditEvent.findMany({ select: { detail: true, action: true } }));
    expect(audit).toContain("broker-account.linked");
    expect(audit).toContain("broker-account.connected");
    const said = JSON.stringify([account, await listAccounts(owner)]);
    for (const text of [await stored(account.id), audit, said])
      for (const one of secrets) expect(text).not.toContain(one);
  });

  test("a login that was begun for another team, or is finished already, is refused", async () => {
    const { loginPage } = await linkSimulatedAccount(owner, "zerodha");
    const grant = await grantOf(loginPage);
    await expect(finishLogin(stranger, grant)).rejects.toThrow("was not begun here");
    await finishLogin(owner, grant);
    await expect(finishLogin(owner, grant)).rejects.toThrow("was not begun here");
    await expect(finishLogin(owner, { ...grant, state: "" })).rejects.toThrow("was not begun here");
  });

  test("a request token that was spent is refused with what to do, and the account stays as it was", async () => {
    const { account, grant } = await linkedZerodha();
    const state = new URLSearchParams(
      new URL(await beginLogin(owner, account.id)).searchParams.get("redirect_params") ?? "",
    );
    const spent = { ...grant, state: state.get("state") ?? "" };
    await expect(finishLogin(owner, spent)).rejects.toThrow(/does not accept the login.*Connect again/);
    expect((await listAccounts(owner)).find(({ id }) => id === account.id)?.session).not.toBeNull();
  });

  test("missing and unknown fields are named", async () => {
    const request = { broker: "alpaca", environment: "paper", label: "Mine", credentials: { keyId: "k" } } as const;
    await expect(linkAccount(owner, request)).rejects.toThrow(
      "Alpaca needs API key ID and Secret key, and nothing else",
    );
    await expect(linkAccount(owner, { ...request, broker: "nobody" })).rejects.toThrow('found "nobody"');
    const live = { ...request, broker: "zerodha", credentials: { apiKey: "k", apiSecret: "s" } } as const;
    await expect(linkAccount(owner, live)).rejects.toThrow('has no environment "paper"');
  });
});

describe("what comes in wrong is refused with a way forward", () => {
  test("wrong credentials: nothing is linked", async () => {
    const wrong = Object.fromEntries(brokerOf("alpaca").credentialFields.map(({ key }) => [key, "wrong"]));
    const before = (await listAccounts(owner)).length;
    const request = { broker: "alpaca", environment: "simulated" as never, label: "Mine", credentials: wrong };
    await expect(linkAccount(owner, request)).rejects.toThrow(/Alpaca.*(Connect|keys|credentials|again)/s);
    expect(await listAccounts(owner)).toHaveLength(before);
  });

  test("an expired login, and an instrument that the market does not have", async () => {
    const { account } = await linkedZerodha();
    const sealed = await findSealedAccount(platform.db, account.id);
    if (sealed === null) throw new Error("expected an account");
    await openMarket(platform.db, 1_000);
    const { id: strategyId } = await createStrategy(owner, { document: busyDocument() });
    const run = { strategyId, capital: 5_000, account: { id: account.id, product: "intraday" } } as const;
    await expect(startRun(owner, { ...run, symbol: "NOPE" })).rejects.toThrow(
      /has SYN-A, .*, and no "NOPE"\. Choose one of them\./,
    );
    await endSession(platform.db, sealed);
    await expect(startRun(owner, { ...run, symbol: "SYN-A" })).rejects.toThrow(
      "Nobody is logged in at the broker. Connect it on the Brokers page.",
    );
    expect(await platform.db.run.count()).toBe(0);
  });
});

describe("a linked account", () => {
  test("is nobody else's", async () => {
    const { account } = await linkedZerodha();
    await expect(readState(stranger, account.id)).rejects.toMatchObject({ code: "not-found" });
    await expect(unlink(stranger, account.id)).rejects.toMatchObject({ code: "not-found" });
    expect(await listAccounts(stranger)).toEqual([]);
  });

  test("says so when the broker has ended its session, and forgets it", async () => {
    const { account } = await linkedZerodha();
    await control.expire("zerodha");
    await expect(readState(owner, account.id)).rejects.toThrow("Connect again");
    expect((await listAccounts(owner)).find(({ id }) => id === account.id)?.session).toBeNull();
    await expect(readState(owner, account.id)).rejects.toThrow("Press Connect");
    const again = await finishLogin(owner, await grantOf(await beginLogin(owner, account.id)));
    expect(again.session).not.toBeNull();
  });

  test("keeps a new login when the refusal of the one before comes late", async () => {
    const { account } = await linkedZerodha();
    const before = await findSealedAccount(platform.db, account.id);
    await control.expire("zerodha");
    await finishLogin(owner, await grantOf(await beginLogin(owner, account.id)));
    if (before === null) throw new Error("expected an account");
    await endSession(platform.db, before);
    expect((await listAccounts(owner)).find(({ id }) => id === account.id)?.session).not.toBeNull();
    expect(await platform.db.notification.count({ where: { subject: `account:${account.id}` } })).toBe(0);
  });

  test("shows orders and positions, and which of them are not ours", async () => {
    const { account, grant } = await linkedZerodha();
    expect(grant["request_token"]).toBeDefined();
    const sealed = await findSealedAccount(platform.db, account.id);
    const connection = sealed === null ? null : connectAccount(sealed, Date.now());
    const instrument = (await connection?.listInstruments())?.find(({ symbol }) => symbol === "INFY");
    await control.setPrice("INFY", 1_500);
    await connection?.place({
      clientOrderId: "manual1",
      instrument: instrument!,
      side: "buy",
      role: "entry",
      type: "limit",
      quantity: decimal(3),
      limitPrice: decimal(1_500),
      triggerPrice: null,
      timeInForce: "day",
      product: "delivery",
      protectionPercent: null,
      pair: null,
    });
    connection?.close();
    expect(await readState(owner, account.id)).toMatchObject({
      positions: [{ symbol: "INFY", quantity: "3", averagePrice: "1500" }],
      orders: [{ symbol: "INFY", status: "filled", isOurs: false }],
    });
  });

  test("keeps no secret once it is unlinked, and its row stays", async () => {
    const { account } = await linkedZerodha();
    await unlink(owner, account.id);
    expect((await listAccounts(owner)).some(({ id }) => id === account.id)).toBe(false);
    const row = await platform.db.brokerAccount.findUniqueOrThrow({ where: { id: account.id } });
    expect([row.credentials.length, row.session, row.unlinkedAt === null]).toEqual([0, null, false]);
    await expect(unlink(owner, account.id)).rejects.toMatchObject({ code: "not-found" });
  });

  test("is sealed anew with another key, once, and opens with that key alone", async () => {
    const { account } = await linkedZerodha();
    const next = sealKey("the key of after the rotation, long enough");
    const before = await stored(account.id);
    expect(await rotateCredentials(platform.db, [next, ...credentialKeys()])).toBeGreaterThan(0);
    expect(await stored(account.id)).not.toBe(before);
    await expect(readState(owner, account.id)).rejects.toThrow("do not open with the configured key");
    expect(await rotateCredentials(platform.db, [next])).toBe(0);
    await rotateCredentials(platform.db, [credentialKeys()[0], next]);
    expect((await readState(owner, account.id)).funds.cash).toBe("1000000");
  });
});
