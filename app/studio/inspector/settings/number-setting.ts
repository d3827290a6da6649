import type { NumberBounds } from "../parse-number.ts";

/** One number of a settings object, as the form shows it. Bounds are those of the schema, which a test holds it to. */
export type NumberSetting<Key extends string = string> = {
  readonly key: Key;
  readonly label: string;
  /** "currency" stands for the account's. */
  readonly unit: string;
  readonly hint?: string;
  readonly step: number;
  readonly bounds: NumberBounds;
  /** A number that may be left out: what its absence means, and what it begins with. */
  readonly absent?: { readonly words: string; readonly first: number };
};

/** The settings of an object that are numbers. */
export type NumberKeys<Of> = {
  [Key in keyof Of]-?: NonNullable<Of[Key]> extends number ? Key : never;
}[keyof Of] &
  string;

/** Bounds of a number that need not be whole. */
export const between = (min: number, max?: number): NumberBounds =>
  max === undefined ? { integer: false, min } : { integer: false, min, max };

/** The smallest number that a form takes where the schema asks for more than zero. */
export const ABOVE_ZERO = 0.01;
