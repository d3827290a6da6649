import { z } from "zod";

/** Something that happened to a thing that a page may be watching. Topics: backtest:<id>, sweep:<id>, run:<id>, subscription:<id>, imports:<team>, queue:<team>, notifications:<team>, jobs. */
export const PlatformEvent = z.object({
  topic: z.string().min(1).max(120),
  type: z.string().min(1).max(60),
  payload: z.json(),
});
export type PlatformEvent = z.infer<typeof PlatformEvent>;
