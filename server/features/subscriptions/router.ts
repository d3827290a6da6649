import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { commandMembers, MembersCommand } from "./command-members.ts";
import {
  MemberDriftDto,
  MemberOrderDto,
  NettingDto,
  OfferDto,
  SubscribeRequest,
  SubscriptionDto,
  SubscriptionLineDto,
} from "./dto.ts";
import { driftOf, listMemberOrders } from "./member-reads.ts";
import { nettingOf } from "./netting.ts";
import { acceptOffer, keepVersion, offerOf } from "./offers.ts";
import { getSubscription, listTeamSubscriptions, stopSubscription, subscribe } from "./service.ts";
import { SubscriptionSettings, stopWays } from "./settings.ts";
import { answerEntry, setSettings } from "./settings-service.ts";

export const subscriptionsRouter = router({
  create: permitted("subscription.trade")
    .input(SubscribeRequest)
    .output(z.object({ subscriptionId: z.uuid(), runIds: z.array(z.uuid()) }))
    .mutation(({ ctx, input }) => subscribe(ctx, input)),
  list: permitted("subscription.read")
    .output(z.array(SubscriptionLineDto))
    .query(({ ctx }) => listTeamSubscriptions(ctx)),
  get: permitted("subscription.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(SubscriptionDto)
    .query(({ ctx, input }) => getSubscription(ctx, input.id)),
  stop: permitted("subscription.trade")
    .input(z.strictObject({ id: z.uuid(), positions: z.enum(stopWays).optional() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await stopSubscription(ctx, input);
      return {};
    }),
  setSettings: permitted("subscription.trade")
    .input(z.strictObject({ id: z.uuid(), settings: SubscriptionSettings }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await setSettings(ctx, input);
      return {};
    }),
  command: permitted("subscription.trade")
    .input(MembersCommand)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await commandMembers(ctx, input);
      return {};
    }),
  drift: permitted("subscription.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.array(MemberDriftDto))
    .query(({ ctx, input }) => driftOf(ctx, input.id)),
  orders: permitted("subscription.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.array(MemberOrderDto))
    .query(({ ctx, input }) => listMemberOrders(ctx, input.id)),
  netting: permitted("subscription.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.array(NettingDto))
    .query(({ ctx, input }) => nettingOf(ctx, input.id)),
  offer: permitted("subscription.read")
    .input(z.strictObject({ id: z.uuid() }))
    .output(OfferDto.nullable())
    .query(({ ctx, input }) => offerOf(ctx, input.id)),
  acceptOffer: permitted("subscription.trade")
    .input(z.strictObject({ id: z.uuid(), versionId: z.uuid() }))
    .output(z.object({ isMoved: z.boolean() }))
    .mutation(({ ctx, input }) => acceptOffer(ctx, input)),
  keepVersion: permitted("subscription.trade")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await keepVersion(ctx, input.id);
      return {};
    }),
  answer: permitted("subscription.trade")
    .input(z.strictObject({ approvalId: z.uuid(), approve: z.boolean() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await answerEntry(ctx, input);
      return {};
    }),
});
