import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { addChannel, changeChannel, listChannels, removeChannel, testChannel } from "./channels.ts";
import {
  AddChannel,
  AddedChannel,
  ChangeChannel,
  ChannelsDto,
  ChannelTest,
  MarkRead,
  NotificationPage,
  PreferencesDto,
  SetPreference,
} from "./dto.ts";
import { countUnreadAlerts, listAlerts, markAlertsRead, readPreferences, setPreference } from "./service.ts";

const read = permitted("alert.read");
const manage = permitted("alert.manage");
const ById = z.strictObject({ id: z.string().max(80) });

export const alertsRouter = router({
  list: read
    .input(z.strictObject({ cursor: z.string().max(200).optional() }))
    .output(NotificationPage)
    .query(({ ctx, input }) => listAlerts(ctx, input.cursor)),
  unread: read.output(z.object({ count: z.int() })).query(async ({ ctx }) => ({ count: await countUnreadAlerts(ctx) })),
  markRead: read.input(MarkRead).mutation(({ ctx, input }) => markAlertsRead(ctx, input.ids)),
  preferences: read.output(PreferencesDto).query(({ ctx }) => readPreferences(ctx)),
  setPreference: read.input(SetPreference).mutation(({ ctx, input }) => setPreference(ctx, input)),
  channels: manage.output(ChannelsDto).query(({ ctx }) => listChannels(ctx)),
  addChannel: manage
    .input(AddChannel)
    .output(AddedChannel)
    .mutation(({ ctx, input }) => addChannel(ctx, input)),
  changeChannel: manage.input(ChangeChannel).mutation(({ ctx, input }) => changeChannel(ctx, input)),
  removeChannel: manage.input(ById).mutation(({ ctx, input }) => removeChannel(ctx, input.id)),
  testChannel: manage
    .input(ById)
    .output(ChannelTest)
    .mutation(({ ctx, input }) => testChannel(ctx, input.id)),
});
