/** Marks a branch that the types prove unreachable. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
