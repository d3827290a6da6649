import { z } from "zod";
import { roles } from "../../trpc/permissions.ts";

export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  team: z.object({ id: z.string(), name: z.string(), role: z.enum(roles) }),
  permissions: z.array(z.string()).readonly(),
  /** Runs the installation. */
  administrator: z.boolean(),
  demo: z.boolean(),
  version: z.string(),
});
export type Me = z.infer<typeof Me>;
