import { createHash } from "node:crypto";
import { z } from "zod";

const Instant = z.union([
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  // seconds until the year 2286, milliseconds since 1970-04-26
  z.number().transform((number) => (number < 1e10 ? number * 1_000 : number)),
]);
/** Senders that fill in templates write numbers as text. */
const NumberOrText = z.union([z.number(), z.string().trim().min(1).max(40).transform(Number)]).pipe(z.number());

/** What a sender posts. TradingView cannot set headers, so the secret may stand in the body as `token`. */
export const SignalBody = z.strictObject({
  token: z.string().max(200).optional(),
  signal: z.string().trim().min(1).max(40),
  time: Instant.pipe(z.number().min(0).max(8.64e15)),
  id: z.string().min(1).max(100).optional(),
  symbol: z.string().trim().min(1).max(40).nullish(),
  value: NumberOrText.nullish(),
});
export type SignalBody = z.infer<typeof SignalBody>;

/** Returns by what a second delivery is known: the sender's id, or where there is none, everything that was said but the token. */
export function nonceOf({ id, signal, time, symbol, value }: SignalBody): string {
  if (id !== undefined) return `id:${id}`;
  const said = JSON.stringify([signal, time, symbol ?? null, value ?? null]);
  return `body:${createHash("sha256").update(said).digest("hex")}`;
}
