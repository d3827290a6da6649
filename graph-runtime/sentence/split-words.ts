/** A word, a number, a time of day or a sign of the text, with its place in it. */
export type Word = {
  /** In lower case. */
  readonly text: string;
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly number: number | null;
  /** "HH:MM" in 24 hours. */
  readonly time: string | null;
};

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  zero: 0,
};

const PIECE =
  /(\d{1,2}):(\d{2})(?:\s*([ap]\.?m\b\.?))?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|(?<![\p{L}\d)])-\d+(?:\.\d+)?|[\p{L}_]+(?:['’][\p{L}]+)?|>=|<=|[^\s]/giu;

/** Cuts a text into words; nothing of it is lost but the space. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(PIECE)) {
    const piece = found[0];
    const start = found.index;
    const lower = piece.toLowerCase().replaceAll("’", "'");
    const value = /^-?[\d.]/.test(piece) && found[1] === undefined ? Number(piece.replaceAll(",", "")) : null;
    const number = value ?? (Object.hasOwn(NUMBER_WORDS, lower) ? (NUMBER_WORDS[lower] ?? null) : null);
    words.push({
      text: lower,
      raw: piece,
      start,
      end: start + piece.length,
      number: number !== null && Number.isFinite(number) ? number : null,
      time: found[1] === undefined ? null : readTime(Number(found[1]), Number(found[2]), found[3]),
    });
  }
  return words;
}

function readTime(hour: number, minute: number, half: string | undefined): string | null {
  const isAfternoon = half?.toLowerCase().startsWith("p") === true;
  const isMorning = half !== undefined && !isAfternoon;
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const full = isAfternoon ? (hour % 12) + 12 : isMorning ? hour % 12 : hour;
  if (full > 23 || minute > 59) return null;
  return `${String(full).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
