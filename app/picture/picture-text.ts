/** Mean width of a letter, as a share of the font's size: a little more than the usual faces have, so that nothing sticks out. */
const LETTER = 0.56;
const BOLD_LETTER = 0.6;

/** Cuts a text to the width that there is, with dots in the place of what is gone. */
export function fitText(value: string, width: number, size: number, bold = false): string {
  const letters = [...clean(value).replaceAll(/\s+/g, " ")];
  const room = Math.max(1, Math.floor(width / (size * (bold ? BOLD_LETTER : LETTER))));
  return letters.length <= room
    ? letters.join("")
    : `${letters
        .slice(0, room - 1)
        .join("")
        .trimEnd()}…`;
}

/** Breaks a text into lines between words. */
export function wrapText(value: string, width: number, size: number): string[] {
  const room = Math.max(4, Math.floor(width / (size * LETTER)));
  return clean(value)
    .split("\n")
    .flatMap((paragraph) => {
      const lines: string[] = [];
      let line = "";
      for (const word of paragraph.split(" ")) {
        const next = line === "" ? word : `${line} ${word}`;
        if (next.length > room && line !== "") {
          lines.push(line);
          line = word;
        } else line = next;
      }
      return [...lines, line];
    });
}

/** Writes a text so that it is the same text in XML. */
export function xml(value: string): string {
  return clean(value)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** XML 1.0 has no place for most control characters, nor for halves of a pair. */
function clean(value: string): string {
  return value
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, "")
    .replaceAll(/[\ufffe\uffff]/g, "");
}
