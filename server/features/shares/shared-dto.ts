import { z } from "zod";
import { ShareAccess } from "./dto.ts";

/** What the public page of a link shows: the reading and a picture, never the graph itself. */
export const SharedStrategy = z.object({
  name: z.string(),
  description: z.string().nullable(),
  team: z.string(),
  versionNumber: z.int(),
  savedAt: z.iso.datetime(),
  access: ShareAccess,
  timeframe: z.string(),
  universe: z.array(z.string()),
  nodes: z.int(),
  rules: z.array(z.string()),
  knobs: z.array(z.object({ label: z.string(), value: z.union([z.number(), z.string(), z.boolean()]) })),
  picture: z.object({ width: z.number(), height: z.number() }),
});
export type SharedStrategy = z.infer<typeof SharedStrategy>;
