declare const brand: unique symbol;
/** An exact number as text, such as "187.45": what is sent to a broker is never a float. No exponent, no trailing zeros. */
export type Decimal = string & { readonly [brand]: "Decimal" };

type Parts = { readonly digits: bigint; readonly scale: number };

const form = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Returns the exact decimal of a text or of a float's shortest form; throws a RangeError where it is not a number. */
export function decimal(value: string | number): Decimal {
  const text = typeof value === "number" ? plainText(value) : value.trim();
  return write(read(text));
}

export const zero: Decimal = decimal("0");

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  return combine(a, b, (left, right) => left + right);
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return combine(a, b, (left, right) => left - right);
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const left = read(a);
  const right = read(b);
  return write({ digits: left.digits * right.digits, scale: left.scale + right.scale });
}

/** Returns a number below, at or above 0 as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Returns the largest multiple of a positive step that is not above the value, or the smallest that is not below it. */
export function roundToStep(value: Decimal, step: Decimal, towards: "down" | "up"): Decimal {
  const [amount, size, scale] = aligned(value, step);
  if (size <= 0n) throw new RangeError(`a step must be above 0, was ${step}`);
  const rest = ((amount % size) + size) % size;
  if (rest === 0n) return write({ digits: amount, scale });
  return write({ digits: amount - rest + (towards === "up" ? size : 0n), scale });
}

export function isMultiple(value: Decimal, step: Decimal): boolean {
  return compareDecimals(roundToStep(value, step, "down"), value) === 0;
}

function combine(a: Decimal, b: Decimal, calculate: (left: bigint, right: bigint) => bigint): Decimal {
  const [left, right, scale] = aligned(a, b);
  return write({ digits: calculate(left, right), scale });
}

function aligned(a: Decimal, b: Decimal): [left: bigint, right: bigint, scale: number] {
  const left = read(a);
  const right = read(b);
  const scale = Math.max(left.scale, right.scale);
  return [left.digits * 10n ** BigInt(scale - left.scale), right.digits * 10n ** BigInt(scale - right.scale), scale];
}

function read(text: string): Parts {
  const [, sign, whole, fraction = ""] = form.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`expected a decimal number such as 187.45, found "${text}"`);
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, scale: fraction.length };
}

function write({ digits, scale }: Parts): Decimal {
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = size.slice(0, size.length - scale);
  const fraction = size.slice(size.length - scale).replace(/0+$/, "");
  return `${digits < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}` as Decimal;
}

function plainText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`expected a number, found ${value}`);
  const text = String(value);
  // 12 places are finer than any tick or lot
  return text.includes("e") ? value.toFixed(12) : text;
}
