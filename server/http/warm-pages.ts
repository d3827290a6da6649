/** No strategy has this id: a page is rendered without its data, which the browser asks for. */
const paths = ["/strategies/00000000-0000-4000-8000-000000000000", "/home"];
const rounds = 3;

/**
 * Asks for pages as a browser does, for nobody. The first page that a process renders loads what all of them need, and the next ones
 * run code that is not yet compiled: some 0.4 s that the first reader would wait.
 */
export async function warmPages(address: string): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const path of paths) {
      const response = await fetch(address + path, { signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
    }
  }
}
