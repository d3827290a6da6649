import { productVersion } from "../../config/product-version.ts";
import { env } from "../../env.ts";
import { permitted, router } from "../../trpc/init.ts";
import { isAdministrator } from "../moderation/service.ts";
import { Me } from "./dto.ts";

export const sessionRouter = router({
  me: permitted("session.read")
    .output(Me)
    .query(
      ({ ctx }): Me => ({
        user: ctx.user,
        team: { ...ctx.team, role: ctx.role },
        permissions: [...ctx.permissions].sort(),
        administrator: isAdministrator(ctx),
        demo: env().QUANTLOOM_DEMO,
        version: productVersion,
      }),
    ),
});
