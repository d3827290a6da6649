import type { LetterKind } from "../../mail/letter.ts";
import type { Queryable } from "../client.ts";

type LetterRow = {
  readonly id: string;
  readonly kind: string;
  /** Null once the letter was sent or has become too old. */
  readonly sealed: string | null;
  readonly expiresAt: Date;
  readonly sentAt: Date | null;
};
const columns = { id: true, kind: true, sealed: true, expiresAt: true, sentAt: true } as const;

export async function insertLetter(
  db: Queryable,
  letter: { readonly id: string; readonly kind: LetterKind; readonly sealed: string; readonly expiresAt: Date },
): Promise<void> {
  await db.letter.create({ data: letter });
}

export async function findLetter(db: Queryable, id: string): Promise<LetterRow | null> {
  return db.letter.findUnique({ where: { id }, select: columns });
}

/** Notes that the mail server has taken a letter, and forgets its text. */
export async function storeLetterSent(db: Queryable, id: string, sentAt: Date): Promise<void> {
  await db.letter.updateMany({ where: { id }, data: { sentAt, sealed: null } });
}

/** Forgets the texts of letters whose links work no more, and the letters that ended before `before` altogether. */
export async function forgetLetters(
  db: Queryable,
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<void> {
  await db.letter.updateMany({ where: { expiresAt: { lt: now }, sealed: { not: null } }, data: { sealed: null } });
  await db.letter.deleteMany({ where: { expiresAt: { lt: before } } });
}
