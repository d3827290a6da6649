export type Token = {
  readonly kind: "number" | "name" | "sign" | "end";
  readonly text: string;
  /** Place in the text, counted from 1 as people do. */
  readonly at: number;
};

const PATTERN = /\s*(?:(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z][a-z0-9]*)|(<=|>=|!=|[-+*/%^<>=(),]))/iy;

/** Splits an expression into numbers, names and signs; a string says what is wrong. */
export function tokenize(text: string): Token[] | string {
  const tokens: Token[] = [];
  let place = 0;
  while (text.slice(place).trim() !== "") {
    PATTERN.lastIndex = place;
    const match = PATTERN.exec(text);
    if (!match) {
      const at = place + text.slice(place).search(/\S/);
      return `"${text[at]}" at position ${at + 1} is not part of a formula`;
    }
    const [whole, number, name, sign] = match;
    const found = number ?? name ?? sign ?? "";
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "sign";
    tokens.push({
      kind,
      text: kind === "name" ? found.toLowerCase() : found,
      at: place + whole.length - found.length + 1,
    });
    place += whole.length;
  }
  tokens.push({ kind: "end", text: "the end", at: text.length + 1 });
  return tokens;
}
