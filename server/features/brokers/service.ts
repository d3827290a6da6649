import { randomBytes, randomUUID } from "node:crypto";
import type { AccountLimits } from "@/graph-runtime/risk/account-limits.ts";
import { recordForTeam } from "../../audit/record.ts";
import type { BrokerSession } from "../../brokers/port/broker-account.ts";
import type { Access, BrokerAdapter, LoginGrant } from "../../brokers/port/broker-adapter.ts";
import { BrokerError } from "../../brokers/port/broker-error.ts";
import type { BrokerInstrument } from "../../brokers/port/broker-instrument.ts";
import { brokerOf, brokers } from "../../brokers/registry.ts";
import type { Database, Transaction } from "../../db/client.ts";
import { storeLimits } from "../../db/repositories/account-guard.ts";
import {
  type BrokerAccountRow,
  type BrokerEnvironment,
  findByLoginState,
  findSealedAccount,
  insertBrokerAccount,
  listBrokerAccounts,
  type SealedAccountRow,
  storeBrokerSession,
  storeForeign,
  storeLoginState,
  unlinkAccount,
} from "../../db/repositories/broker-accounts.ts";
import { env } from "../../env.ts";
import { AppError } from "../../errors/app-error.ts";
import { applyReport } from "../../live/account/apply-report.ts";
import { endSession } from "../../live/account/end-session.ts";
import { openForeignBook } from "../../live/account/foreign-book.ts";
import { wakeRunsOf } from "../../live/account/keep-accounts.ts";
import { listHeld } from "../../live/account/list-held.ts";
import { accessOf, connectAccount, endpointsOf } from "../../live/account/open-account.ts";
import { readMargin } from "../../live/account/read-margin.ts";
import { wakeShards } from "../../live/feed-loop.ts";
import { log } from "../../log.ts";
import { deliverer } from "../../queue/deliver.ts";
import type { Context } from "../../trpc/context.ts";
import { credentialKeys } from "../../vault/credential-keys.ts";
import { seal } from "../../vault/seal.ts";
import { credentialsPlace, sessionPlace } from "../../vault/seal-places.ts";
import { brokerTrouble } from "./broker-trouble.ts";
import type { BrokerAccountDto, BrokerDto, BrokerStateDto, LinkedDto, LinkRequest } from "./dto.ts";
import { readBrokerState } from "./read-state.ts";
import { openSimulatedAccount } from "./simulated-account.ts";
import { toAccountDto, toBrokerDto } from "./to-dto.ts";

const loginMilliseconds = 10 * 60_000;

export function listBrokers(): BrokerDto[] {
  const hasSimulators = env().SIMULATORS_URL !== undefined;
  return brokers.map((adapter) => toBrokerDto(adapter, hasSimulators));
}

export async function listAccounts({ db, team }: Context): Promise<BrokerAccountDto[]> {
  const now = Date.now();
  return (await listBrokerAccounts(db, team.id)).map((row) => toAccountDto(row, now));
}

/** Links an account of the user's own; nothing is kept unless the broker takes the credentials, where they alone are needed. */
export async function linkAccount(context: Context, request: LinkRequest): Promise<LinkedDto> {
  const { environment, label } = request;
  const adapter = brokerOf(request.broker);
  const wanted = adapter.credentialFields.map(({ key }) => key);
  const missing = adapter.credentialFields.filter(({ key }) => request.credentials[key] === undefined);
  const strange = Object.keys(request.credentials).filter((key) => !wanted.includes(key));
  if (missing.length + strange.length > 0) {
    const labels = adapter.credentialFields.map((field) => field.label).join(" and ");
    throw new AppError("invalid-input", { message: `${adapter.title} needs ${labels}, and nothing else.` });
  }
  return link(context, { id: randomUUID(), adapter, environment, label, credentials: request.credentials });
}

/** Links an account with play money at a simulated broker: the demo's way to see a real adapter at work. */
export async function linkSimulatedAccount(context: Context, broker: string): Promise<LinkedDto> {
  const adapter = brokerOf(broker);
  const id = randomUUID();
  const credentials = await openSimulatedAccount(context.db, adapter, { id, name: context.user.name });
  const label = `Simulated ${adapter.title}`;
  return link(context, { id, adapter, environment: "simulated", label, credentials });
}

type NewLink = Pick<Access, "credentials"> & {
  readonly id: string;
  readonly adapter: BrokerAdapter;
  readonly environment: BrokerEnvironment;
  readonly label: string;
};

async function link(context: Context, { id, adapter, environment, label, credentials }: NewLink): Promise<LinkedDto> {
  const { db, team, user } = context;
  const access: Access = { endpoints: endpointsOf(adapter, environment), credentials };
  const isPage = adapter.loginPage(access, "") !== null;
  const session = isPage ? null : await logIn(adapter, access, {});
  const sealed = seal(JSON.stringify(credentials), credentialsPlace(id), credentialKeys()[0]);
  const row = await db.$transaction(async (tx) => {
    const account = { id, teamId: team.id, broker: adapter.id, environment, label, credentials: sealed };
    const inserted = await insertBrokerAccount(tx, { ...account, createdBy: user.id });
    await recordForTeam(tx, context, "broker-account.linked", { id, broker: adapter.id, environment, label });
    if (session !== null) await keepSession(tx, context, inserted, session);
    return inserted;
  });
  if (session !== null) await noteOpening(context, id);
  const loginPage = isPage ? await beginLogin(context, id) : null;
  const stored = (await listAccounts(context)).find((account) => account.id === row.id);
  return { account: stored ?? toAccountDto(row, Date.now()), loginPage };
}

/** Returns the broker's login page for an account, from which it comes back to us once. */
export async function beginLogin(context: Context, id: string): Promise<string> {
  const account = await requireAccount(context, id);
  const { adapter, access } = accessOf(account);
  const state = randomBytes(24).toString("hex");
  const page = adapter.loginPage(access, state);
  if (page === null)
    throw new AppError("not-possible-now", { message: `${adapter.title} needs no login: its keys are enough.` });
  await storeLoginState(context.db, id, state, new Date(Date.now() + loginMilliseconds));
  return page;
}

/** Ends a login that the user has come back from. */
export async function finishLogin(context: Context, grant: LoginGrant): Promise<BrokerAccountDto> {
  const account = await findByLoginState(context.db, context.team.id, grant["state"] ?? "");
  if (account === null)
    throw new AppError("not-possible-now", {
      message: "This login was not begun here, or more than ten minutes ago. Press Connect and log in again.",
    });
  const { adapter, access } = accessOf(account);
  const session = await logIn(adapter, access, grant);
  await context.db.$transaction((tx) => keepSession(tx, context, account, session));
  if (account.reconciledAt === null) await noteOpening(context, account.id);
  const found = (await listAccounts(context)).find(({ id }) => id === account.id);
  return found ?? toAccountDto(account, Date.now());
}

export async function unlink(context: Context, id: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    if (!(await unlinkAccount(tx, context.team.id, id))) throw new AppError("not-found", { what: "account", id });
    await recordForTeam(tx, context, "broker-account.unlinked", { id });
  });
}

/** Sets the limits that no strategy of the account can get around. */
export async function setLimits(context: Context, id: string, limits: AccountLimits): Promise<void> {
  await context.db.$transaction(async (tx) => {
    if (!(await storeLimits(tx, context.team.id, id, limits))) throw new AppError("not-found", { what: "account", id });
    await recordForTeam(tx, context, "broker-account.limits-set", { id, limits });
  });
  if (limits.maxMargin === undefined) return;
  const connection = connectAccount(await requireAccount(context, id), Date.now());
  if (connection === null) return;
  try {
    await readMargin(context.db, id, connection);
  } catch (error) {
    // until the books are compared next, what is in use is unknown, and nothing is entered
    log().warn({ err: error, account: id }, "the margin in use could not be read");
  } finally {
    connection.close();
  }
}

/** Asks the broker what it knows of the account now. */
export async function readState(context: Context, id: string): Promise<BrokerStateDto> {
  const account = await requireAccount(context, id);
  const connection = connectAccount(account, Date.now());
  if (connection === null)
    throw new AppError("not-possible-now", { message: "Nobody is logged in at the broker. Press Connect to log in." });
  try {
    return await readBrokerState(context.db, account.id, connection);
  } catch (error) {
    // A session that the broker has ended early is over for us, too.
    if (error instanceof BrokerError && error.failure.kind === "session-expired") await endSession(context.db, account);
    throw brokerTrouble(error, brokerOf(account.broker).title);
  } finally {
    connection.close();
  }
}

/** Asks the broker what can be traded there today. */
export async function listInstruments(account: SealedAccountRow): Promise<BrokerInstrument[]> {
  const { title } = brokerOf(account.broker);
  const connection = connectAccount(account, Date.now());
  if (connection === null)
    throw new AppError("not-possible-now", { message: `Nobody is logged in at ${title}. Press Connect to log in.` });
  try {
    return await connection.listInstruments();
  } catch (error) {
    throw brokerTrouble(error, title);
  } finally {
    connection.close();
  }
}

/** Takes an order update that a broker posts to us; returns false where nobody can have sent it. */
export async function takePostback(db: Database, id: string, body: string): Promise<boolean> {
  const account = await findSealedAccount(db, id);
  if (account === null) return false;
  const { adapter, access } = accessOf(account);
  const report = adapter.readPostback(access, body);
  if (report === null) return false;
  await applyReport(db, id, { report, source: "postback" });
  // what cannot be woken now is found by whoever looks after the accounts
  const wake = (shards: readonly number[]) => wakeShards(deliverer(), shards);
  await wakeRunsOf(db, wake, id).catch((error: unknown) => log().warn({ err: error }, "runs not woken"));
  return true;
}

async function logIn(adapter: BrokerAdapter, access: Access, grant: LoginGrant): Promise<BrokerSession> {
  try {
    return await adapter.login(access, grant);
  } catch (error) {
    throw brokerTrouble(error, adapter.title);
  }
}

async function keepSession(tx: Transaction, context: Context, account: BrokerAccountRow, session: BrokerSession) {
  const { userName, userId, expiresAt } = session;
  await storeBrokerSession(tx, account.id, {
    session: seal(JSON.stringify(session), sessionPlace(account.id), credentialKeys()[0]),
    sessionUser: `${userName} (${userId})`,
    sessionExpiresAt: expiresAt === null ? null : new Date(expiresAt),
  });
  await recordForTeam(tx, context, "broker-account.connected", { id: account.id, user: userId, expiresAt });
}

/** What is there at the first login was there before us: it is nobody's of ours. */
async function noteOpening({ db }: Context, id: string): Promise<void> {
  const account = await findSealedAccount(db, id);
  const connection = account === null ? null : connectAccount(account, Date.now());
  try {
    if (connection === null) return;
    const orders = await connection.listOrders();
    await storeForeign(db, id, openForeignBook(await listHeld(connection), orders));
  } finally {
    connection?.close();
  }
}

async function requireAccount({ db, team }: Context, id: string): Promise<SealedAccountRow> {
  const account = await findSealedAccount(db, id, team.id);
  if (account === null) throw new AppError("not-found", { what: "account", id });
  return account;
}
