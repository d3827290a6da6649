const hidden = Symbol("hidden");

/** A value that never prints: logs, JSON and string templates show "[secret]"; only reveal() returns it. */
export type Secret = { readonly [hidden]: true; reveal(): string; toString(): string; toJSON(): string };

/** Returns the wrapped value. */
export function secret(value: string): Secret {
  return Object.freeze({
    [hidden]: true as const,
    reveal: () => value,
    toString: () => "[secret]",
    toJSON: () => "[secret]",
    [Symbol.for("nodejs.util.inspect.custom")]: () => "[secret]",
  });
}
