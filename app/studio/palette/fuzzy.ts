/** What the palette searches in, from the strongest field to the weakest. */
export type Searchable = {
  readonly title: string;
  readonly keywords: readonly string[];
  readonly summary: string;
  readonly family: string;
  /** The short name under which the block is known, such as "rsi". */
  readonly name?: string;
};

// Words of a sentence that say nothing about which block is meant.
const fillers = new Set([
  "a",
  "an",
  "the",
  "is",
  "are",
  "when",
  "if",
  "of",
  "to",
  "my",
  "i",
  "want",
  "and",
  "with",
  "on",
  "in",
  "for",
]);

/**
 * Returns how well a query fits, or null when a word of it fits nowhere. Higher is better.
 * Every word must be found: as a whole word, the start of one, inside one, or as letters in order within a title.
 */
export function fuzzyScore(query: string, item: Searchable): number | null {
  const all = words(query);
  const meaningful = all.filter((word) => !fillers.has(word));
  const wanted = meaningful.length > 0 ? meaningful : all;
  if (wanted.length === 0) return 0;
  let total = 0;
  let missed = 0;
  for (const word of wanted) {
    const score = Math.max(
      fieldScore(word, item.title, 100),
      fieldScore(word, item.name ?? "", 80),
      ...item.keywords.map((keyword) => fieldScore(word, keyword, 80)),
      fieldScore(word, item.family, 40),
      fieldScore(word, item.summary, 30),
      subsequenceScore(word, item.title),
    );
    if (score === 0) missed += 1;
    total += score;
  }
  // A plain sentence ("when RSI is low") may hold words that no block knows; a short query must fit whole.
  const isSentence = meaningful.length < all.length || wanted.length >= 4;
  if (missed === wanted.length || (missed > 0 && !isSentence)) return null;
  const whole = query.trim().toLowerCase();
  const isNamed = item.title.toLowerCase() === whole || item.name === whole;
  const exact = isNamed ? 1000 : item.keywords.some((keyword) => keyword.toLowerCase() === whole) ? 500 : 0;
  return exact + total / wanted.length - item.title.length / 100;
}

/** Returns the items that fit a query, best first; equal scores keep their order. */
export function fuzzySearch<T>(query: string, items: readonly T[], read: (item: T) => Searchable): T[] {
  return items
    .map((item, order) => ({ item, order, score: fuzzyScore(query, read(item)) }))
    .filter((hit): hit is { item: T; order: number; score: number } => hit.score !== null)
    .sort((left, right) => right.score - left.score || left.order - right.order)
    .map((hit) => hit.item);
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}<>=+%]+/u)
    .filter((word) => word !== "");
}

function fieldScore(word: string, field: string, weight: number): number {
  let best = 0;
  for (const candidate of words(field)) {
    if (candidate === word) return weight;
    if (candidate.startsWith(word)) best = Math.max(best, weight * 0.8);
    else if (word.length >= 3 && candidate.includes(word)) best = Math.max(best, weight * 0.5);
  }
  return best;
}

/** Letters in order, close together, starting at a word: "sma cr" or "xover" style abbreviations. */
function subsequenceScore(word: string, title: string): number {
  if (word.length < 2) return 0;
  const text = title.toLowerCase();
  if (text[0] !== word[0]) return 0;
  let at = 0;
  let gaps = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, at);
    if (found === -1) return 0;
    gaps += found - at;
    at = found + 1;
  }
  return gaps > word.length * 2 ? 0 : 30 - Math.min(gaps, 20);
}
