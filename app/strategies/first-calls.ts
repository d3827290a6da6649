const editor = /^\/strategies\/([0-9a-f-]{36})$/;

/**
 * Returns the addresses of what a page asks the server for first: who is signed in, and a strategy's draft. A browser that is told
 * them with the page has the answers by the time the page's scripts run.
 */
export function firstCalls(pathname: string): readonly string[] {
  const id = editor.exec(pathname)?.[1];
  if (id === undefined) return [];
  return ["/api/trpc/session.me", `/api/trpc/strategies.get?input=${encodeURIComponent(JSON.stringify({ id }))}`];
}
