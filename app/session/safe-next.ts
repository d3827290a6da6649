/** Returns where to go after signing in: a path of this site, never another address. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/home";
  return next;
}
