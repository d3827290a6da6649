import { z } from "zod";

export const HookDto = z.object({
  id: z.uuid(),
  /** Where signals are posted, below the address of the installation. */
  path: z.string(),
  createdAt: z.iso.datetime(),
  rotatedAt: z.iso.datetime().nullable(),
});
export type HookDto = z.infer<typeof HookDto>;

/** secret is shown this once. */
export const HookWithSecret = HookDto.extend({ secret: z.string() });
export type HookWithSecret = z.infer<typeof HookWithSecret>;

export const HookOf = z.strictObject({ strategyId: z.string().min(1).max(80) });

export const SignalDto = z.object({
  id: z.string(),
  name: z.string(),
  symbol: z.string().nullable(),
  value: z.number().nullable(),
  sentAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  /** Live runs that it was given to. */
  runs: z.int(),
});
export type SignalDto = z.infer<typeof SignalDto>;
