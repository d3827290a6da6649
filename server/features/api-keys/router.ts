import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { ApiKeyDto, CreateApiKey, CreatedApiKey } from "./dto.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "./service.ts";

const manage = permitted("api-key.manage");

export const apiKeysRouter = router({
  list: manage.output(z.array(ApiKeyDto)).query(({ ctx }) => listApiKeys(ctx)),
  create: manage
    .input(CreateApiKey)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  revoke: manage.input(z.object({ id: z.string().max(80) })).mutation(({ ctx, input }) => revokeApiKey(ctx, input.id)),
});
