import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { HookDto, HookOf, HookWithSecret, SignalDto } from "./dto.ts";
import { createHook, getHook, listHookSignals, removeHook, rotateHook } from "./service.ts";

const read = permitted("strategy.read");
// whoever may send signals makes live runs trade
const manage = permitted("run.trade");

export const hooksRouter = router({
  get: read
    .input(HookOf)
    .output(HookDto.nullable())
    .query(({ ctx, input }) => getHook(ctx, input.strategyId)),
  signals: read
    .input(HookOf)
    .output(z.array(SignalDto))
    .query(({ ctx, input }) => listHookSignals(ctx, input.strategyId)),
  create: manage
    .input(HookOf)
    .output(HookWithSecret)
    .mutation(({ ctx, input }) => createHook(ctx, input.strategyId)),
  rotate: manage
    .input(HookOf)
    .output(HookWithSecret)
    .mutation(({ ctx, input }) => rotateHook(ctx, input.strategyId)),
  remove: manage.input(HookOf).mutation(({ ctx, input }) => removeHook(ctx, input.strategyId)),
});
