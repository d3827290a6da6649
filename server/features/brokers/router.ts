import { z } from "zod";
import { AccountLimits } from "@/graph-runtime/risk/account-limits.ts";
import { permitted, router } from "../../trpc/init.ts";
import { DayDto, DaysDto } from "./days/dto.ts";
import { getDay, listDays } from "./days/service.ts";
import { BrokerAccountDto, BrokerDto, BrokerStateDto, LinkedDto, LinkRequest } from "./dto.ts";
import {
  beginLogin,
  finishLogin,
  linkAccount,
  linkSimulatedAccount,
  listAccounts,
  listBrokers,
  readState,
  setLimits,
  unlink,
} from "./service.ts";

const ById = z.strictObject({ id: z.uuid() });
const read = permitted("broker.read");
const connect = permitted("broker.connect");
const manage = permitted("broker.manage");

export const brokersRouter = router({
  catalogue: read.output(z.array(BrokerDto)).query(() => listBrokers()),
  accounts: read.output(z.array(BrokerAccountDto)).query(({ ctx }) => listAccounts(ctx)),
  state: read
    .input(ById)
    .output(BrokerStateDto)
    .query(({ ctx, input }) => readState(ctx, input.id)),
  days: read
    .input(ById.extend({ cursor: z.iso.date().optional() }))
    .output(DaysDto)
    .query(({ ctx, input }) => listDays(ctx, input.id, input.cursor ?? null)),
  day: read
    .input(ById.extend({ day: z.iso.date().nullable() }))
    .output(DayDto)
    .query(({ ctx, input }) => getDay(ctx, input.id, input.day)),
  link: manage
    .input(LinkRequest)
    .output(LinkedDto)
    .mutation(({ ctx, input }) => linkAccount(ctx, input)),
  linkSimulated: manage
    .input(z.strictObject({ broker: z.string().max(40) }))
    .output(LinkedDto)
    .mutation(({ ctx, input }) => linkSimulatedAccount(ctx, input.broker)),
  beginLogin: connect
    .input(ById)
    .output(z.object({ loginPage: z.string() }))
    .mutation(async ({ ctx, input }) => ({ loginPage: await beginLogin(ctx, input.id) })),
  finishLogin: connect
    .input(z.strictObject({ grant: z.record(z.string().max(60), z.string().max(2_000)) }))
    .output(BrokerAccountDto)
    .mutation(({ ctx, input }) => finishLogin(ctx, input.grant)),
  setLimits: manage
    .input(ById.extend({ limits: AccountLimits }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await setLimits(ctx, input.id, input.limits);
      return {};
    }),
  unlink: manage
    .input(ById)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await unlink(ctx, input.id);
      return {};
    }),
});
