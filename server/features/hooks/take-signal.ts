import type { Database } from "../../db/client.ts";
import {
  countSignalsSince,
  findSealedHook,
  forgetSignals,
  insertSignal,
  listRunsOfStrategy,
  lockHook,
  type SealedHookRow,
} from "../../db/repositories/hooks.ts";
import { appendToRun } from "../../db/repositories/run-inbox.ts";
import { AppError } from "../../errors/app-error.ts";
import type { SignalPayload } from "../../live/inbox-payload.ts";
import { hookSignalTaken } from "../../ops/events-log.ts";
import { wake } from "../runs/service.ts";
import { isSame, openHookSecret, signatureOf } from "./hook-secret.ts";
import { nonceOf, SignalBody } from "./signal-body.ts";

/** A signal that is older, or further ahead of our clock, is refused. */
export const windowMilliseconds = 5 * 60_000;
export const mostPerMinute = 30;
const keptMilliseconds = 90 * 86_400_000;

export type SignalDelivery = {
  readonly body: string;
  /** The header with the signature of the body; null where the body carries the secret. */
  readonly signature: string | null;
  readonly now: number;
};

/**
 * Takes a signal that somebody posted: once, however often it is delivered. In one transaction it is written down and put into the
 * inbox of each live run of the hook's strategy; returns how many those were.
 */
export async function takeSignal(db: Database, hookId: string, delivery: SignalDelivery): Promise<number> {
  const hook = await findSealedHook(db, hookId);
  if (hook === null) throw new AppError("not-found", { message: "There is no webhook at this address." });
  const signal = readSignal(hook, delivery);
  const { now } = delivery;
  const apart = Math.abs(now - signal.time);
  if (apart > windowMilliseconds) {
    const message = `"time" must be within ${windowMilliseconds / 60_000} minutes of now (${new Date(now).toISOString()}), and was ${new Date(signal.time).toISOString()}.`;
    throw new AppError("invalid-input", { message });
  }
  const shards = await db.$transaction(async (tx) => {
    if (!(await lockHook(tx, hook.id)))
      throw new AppError("not-found", { message: "There is no webhook at this address." });
    const payload: SignalPayload = {
      time: now,
      name: signal.signal,
      symbol: signal.symbol ?? null,
      value: signal.value ?? null,
    };
    const runs = await listRunsOfStrategy(tx, hook);
    const { name, symbol, value } = payload;
    const row = { hookId: hook.id, nonce: nonceOf(signal), name, symbol, value, runs: runs.length };
    const id = await insertSignal(tx, { ...row, sentAt: new Date(signal.time), receivedAt: new Date(now) });
    if (id === null)
      throw new AppError("conflict", { message: "This signal was taken before; it does not count twice." });
    // counted with this one, and taken back with it
    if ((await countSignalsSince(tx, hook.id, new Date(now - 60_000))) > mostPerMinute)
      throw new AppError("too-many-requests", { message: `A webhook takes ${mostPerMinute} signals a minute.` });
    await forgetSignals(tx, hook.id, new Date(now - keptMilliseconds));
    const given: (number | null)[] = [];
    for (const run of runs) given.push(await appendToRun(tx, run, { key: `signal:${id}`, kind: "signal", payload }));
    return given;
  });
  const woken = shards.filter((shard) => shard !== null);
  await wake(woken);
  hookSignalTaken(hook.teamId, hook.id, shards.length);
  return shards.length;
}

/** Reads the body, once the signature or the token in it is that of the hook. */
function readSignal(hook: SealedHookRow, { body, signature }: SignalDelivery): SignalBody {
  const secret = secretOf(hook);
  const refused = () => new AppError("signature-refused");
  if (signature !== null && !isSame(signature.trim().toLowerCase(), signatureOf(secret, body))) throw refused();
  const json = parseJson(body);
  if (signature === null) {
    const token = typeof json === "object" && json !== null && "token" in json ? json.token : undefined;
    if (typeof token !== "string" || !isSame(token, secret)) throw refused();
  }
  return SignalBody.parse(json);
}

function secretOf({ id, secret }: SealedHookRow): string {
  try {
    return openHookSecret(id, secret);
  } catch (cause) {
    const message =
      "The secret of this webhook can no longer be read, because the installation's has changed: rotate it.";
    throw new AppError("unavailable", { message }, { cause });
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    const message = 'The body must be JSON, such as {"token": "...", "signal": "buy", "time": "{{timenow}}"}.';
    throw new AppError("invalid-input", { message }, { cause });
  }
}
