import { permitted, router } from "../../trpc/init.ts";
import { AskAssistant } from "./dto.ts";
import { askAssistant, hasAssistant } from "./service.ts";

export const assistantRouter = router({
  status: permitted("session.read").query(() => ({ isConfigured: hasAssistant() })),
  propose: permitted("strategy.write")
    .input(AskAssistant)
    .mutation(({ ctx, input }) => askAssistant(ctx, input)),
});
