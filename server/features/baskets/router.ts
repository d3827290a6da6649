import { z } from "zod";
import { checked } from "../../trpc/checked.ts";
import { permitted, router } from "../../trpc/init.ts";
import { PortfolioTestDto } from "../portfolio/dto.ts";
import { cancelPortfolioTest, requireTest } from "../portfolio/service.ts";
import { BasketDto, BasketMemberInput, BasketSettings, BasketVersionDto } from "./dto.ts";
import {
  archiveBasket,
  createBasket,
  latestBasketTest,
  listTeamBaskets,
  requireBasket,
  setBasketMembers,
  testBasket,
} from "./service.ts";

const Name = z.string().trim().min(1).max(200);

export const basketsRouter = router({
  list: permitted("basket.read")
    .output(checked(z.array(BasketDto)))
    .query(({ ctx }) => listTeamBaskets(ctx)),
  get: permitted("basket.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(BasketDto)
    .query(({ ctx, input }) => requireBasket(ctx, input.id)),
  create: permitted("basket.write")
    .input(z.strictObject({ name: Name, description: z.string().max(5_000).default("") }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => createBasket(ctx, input)),
  setMembers: permitted("basket.write")
    .input(
      z.strictObject({
        id: z.uuid(),
        members: z.array(BasketMemberInput).min(1).max(100),
        settings: BasketSettings.prefault({}),
      }),
    )
    .output(BasketVersionDto)
    .mutation(({ ctx, input }) => setBasketMembers(ctx, input)),
  archive: permitted("basket.write")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await archiveBasket(ctx, input.id);
      return {};
    }),
  test: permitted("backtest.run")
    .input(z.strictObject({ id: z.uuid(), capital: z.number().min(100).max(1e9).default(100_000) }))
    .output(z.object({ testId: z.uuid() }))
    .mutation(({ ctx, input }) => testBasket(ctx, input)),
  cancelTest: permitted("backtest.run")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await cancelPortfolioTest(ctx, input.id);
      return {};
    }),
  latestTest: permitted("basket.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(PortfolioTestDto.nullable())
    .query(({ ctx, input }) => latestBasketTest(ctx, input.id)),
  testResult: permitted("basket.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(PortfolioTestDto)
    .query(({ ctx, input }) => requireTest(ctx, input.id)),
});
