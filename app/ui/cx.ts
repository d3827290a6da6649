/** Returns the given class names joined by spaces, leaving out what is falsy. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
