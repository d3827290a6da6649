/** Why an order was denied. A run may deny tens of thousands of orders of which nobody reads, so the words may wait for two numbers. */
export type Denial = string | WaitingDenial;
export type WaitingDenial = { readonly words: DenialWords; readonly first: number; readonly second: number };
export type DenialWords = (first: number, second: number) => string;

export function wordsOf(denial: Denial): string {
  return typeof denial === "string" ? denial : denial.words(denial.first, denial.second);
}
