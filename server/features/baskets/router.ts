import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { PublishRequest } from "../marketplace/dto.ts";
import { publishBasket } from "../marketplace/service.ts";
import { BasketDto, BasketMemberInput, BasketVersionDto } from "./dto.ts";
import { archiveBasket, createBasket, listTeamBaskets, requireBasket, setBasketMembers } from "./service.ts";

const Name = z.string().trim().min(1).max(200);

export const basketsRouter = router({
  list: permitted("basket.read")
    .output(z.array(BasketDto))
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
    .input(z.strictObject({ id: z.uuid(), members: z.array(BasketMemberInput).min(1).max(100) }))
    .output(BasketVersionDto)
    .mutation(({ ctx, input }) => setBasketMembers(ctx, input)),
  archive: permitted("basket.write")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await archiveBasket(ctx, input.id);
      return {};
    }),
  publish: permitted("listing.publish")
    .input(PublishRequest)
    .output(z.object({ listingId: z.uuid(), number: z.int() }))
    .mutation(({ ctx, input }) => publishBasket(ctx, input)),
});
