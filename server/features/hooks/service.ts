import { randomUUID } from "node:crypto";
import type { OutsideSignal } from "@/graph-runtime/market/outside-signal.ts";
import { recordForTeam } from "../../audit/record.ts";
import {
  deleteHook,
  findHook,
  type HookRow,
  insertHook,
  listSignals,
  storeHookSecret,
} from "../../db/repositories/hooks.ts";
import { findStrategy } from "../../db/repositories/strategies.ts";
import { isUniqueViolation } from "../../db/unique-violation.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Context } from "../../trpc/context.ts";
import type { HookDto, HookWithSecret, SignalDto } from "./dto.ts";
import { newHookSecret, sealHookSecret } from "./hook-secret.ts";

const mostSignals = 50;

export async function getHook(ctx: Context, strategyId: string): Promise<HookDto | null> {
  await requireStrategy(ctx, strategyId);
  const row = await findHook(ctx.db, ctx.team.id, strategyId);
  return row && toDto(row);
}

export async function listHookSignals(ctx: Context, strategyId: string): Promise<SignalDto[]> {
  await requireStrategy(ctx, strategyId);
  const hook = await findHook(ctx.db, ctx.team.id, strategyId);
  if (hook === null) return [];
  const rows = await listSignals(ctx.db, hook.id, mostSignals);
  return rows.map(({ sentAt, receivedAt, ...row }) => {
    return { ...row, sentAt: sentAt.toISOString(), receivedAt: receivedAt.toISOString() };
  });
}

/** Returns the newest signals that came in over the strategy's webhook, as runs were given them, oldest first. */
export async function recordedSignals(ctx: Context, strategyId: string, most: number): Promise<OutsideSignal[]> {
  const hook = await findHook(ctx.db, ctx.team.id, strategyId);
  if (hook === null) return [];
  const rows = await listSignals(ctx.db, hook.id, most);
  return rows
    .reverse()
    .map(({ receivedAt, name, symbol, value }) => ({ time: receivedAt.getTime(), name, symbol, value }));
}

/** Opens the strategy's address for signals; its secret is in the answer and nowhere else. */
export async function createHook(ctx: Context, strategyId: string): Promise<HookWithSecret> {
  await requireStrategy(ctx, strategyId);
  const id = randomUUID();
  const secret = newHookSecret();
  const hook = { id, teamId: ctx.team.id, strategyId, secret: sealHookSecret(id, secret), createdBy: ctx.user.id };
  try {
    return await ctx.db.$transaction(async (tx) => {
      const row = await insertHook(tx, hook);
      await recordForTeam(tx, ctx, "hook.created", { id, strategyId });
      return { ...toDto(row), secret };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("conflict", { message: "This strategy has a webhook; rotate its secret to see a new one." });
  }
}

/** Gives the hook another secret; the one before works no more from here on. */
export async function rotateHook(ctx: Context, strategyId: string): Promise<HookWithSecret> {
  const { id } = await requireHook(ctx, strategyId);
  const secret = newHookSecret();
  return ctx.db.$transaction(async (tx) => {
    const row = await storeHookSecret(tx, id, sealHookSecret(id, secret));
    await recordForTeam(tx, ctx, "hook.rotated", { id, strategyId });
    return { ...toDto(row), secret };
  });
}

/** Closes the address, and forgets the signals that came to it; the runs keep what they did. */
export async function removeHook(ctx: Context, strategyId: string): Promise<void> {
  const { id } = await requireHook(ctx, strategyId);
  await ctx.db.$transaction(async (tx) => {
    await deleteHook(tx, id);
    await recordForTeam(tx, ctx, "hook.removed", { id, strategyId });
  });
}

async function requireStrategy(ctx: Context, strategyId: string): Promise<void> {
  if (!(await findStrategy(ctx.db, ctx.team.id, strategyId)))
    throw new AppError("not-found", { what: "strategy", id: strategyId });
}

async function requireHook(ctx: Context, strategyId: string): Promise<HookRow> {
  const hook = await findHook(ctx.db, ctx.team.id, strategyId);
  if (hook === null) throw new AppError("not-found", { what: "webhook", strategyId });
  return hook;
}

function toDto({ id, createdAt, rotatedAt }: HookRow): HookDto {
  return {
    id,
    path: `/api/hooks/${id}`,
    createdAt: createdAt.toISOString(),
    rotatedAt: rotatedAt?.toISOString() ?? null,
  };
}
