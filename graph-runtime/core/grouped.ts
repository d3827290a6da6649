/** Writes a number for a sentence, with a comma between thousands. */
export function grouped(value: number): string {
  const [whole = "", part] = String(value).split(".");
  const spaced = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? spaced : `${spaced}.${part}`;
}
