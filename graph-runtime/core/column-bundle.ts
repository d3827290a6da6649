/** The arrays that a bundle may hold, by the name under which its header lists them. */
const ARRAYS = {
  f64: Float64Array,
  f32: Float32Array,
  u32: Uint32Array,
  i32: Int32Array,
  u16: Uint16Array,
  u8: Uint8Array,
  i8: Int8Array,
} as const;
type ArrayName = keyof typeof ARRAYS;
export type Column = Float64Array | Float32Array | Uint32Array | Int32Array | Uint16Array | Uint8Array | Int8Array;

export type ColumnBundle = {
  /** Plain JSON beside the columns. */
  readonly meta: unknown;
  readonly columns: Readonly<Record<string, Column>>;
};

type Header = {
  readonly meta: unknown;
  readonly columns: readonly { readonly name: string; readonly array: ArrayName; readonly length: number }[];
};

const headBytes = 8;
const aligned = (bytes: number): number => (bytes + 7) & ~7;

/**
 * Returns columns and their description as one binary: the length of the header in characters as an unsigned 32-bit integer, four
 * spare bytes, the header as JSON in UTF-16, then each column at a multiple of eight bytes. All of it little endian, which every
 * machine is that runs this.
 */
export function encodeBundle({ meta, columns }: ColumnBundle): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns);
  const header: Header = {
    meta,
    columns: entries.map(([name, column]) => ({ name, array: nameOf(column), length: column.length })),
  };
  const text = JSON.stringify(header);
  const start = headBytes + aligned(text.length * 2);
  const size = entries.reduce((sum, [, column]) => sum + aligned(column.byteLength), start);
  const buffer = new ArrayBuffer(size);
  new Uint32Array(buffer, 0, 1)[0] = text.length;
  const characters = new Uint16Array(buffer, headBytes, text.length);
  for (let i = 0; i < text.length; i++) characters[i] = text.charCodeAt(i);
  const bytes = new Uint8Array(buffer);
  let at = start;
  for (const [, column] of entries) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += aligned(column.byteLength);
  }
  return bytes;
}

/** Lays columns over a binary that encodeBundle made; throws where it is cut off. */
export function decodeBundle(body: ArrayBuffer | Uint8Array): ColumnBundle {
  // What a database hands over may start anywhere; columns must start at a multiple of eight.
  const buffer: ArrayBuffer = body instanceof Uint8Array ? new Uint8Array(body).buffer : body;
  if (buffer.byteLength < headBytes) throw cutOff(headBytes, buffer.byteLength);
  const characters = new Uint32Array(buffer, 0, 1)[0]!;
  const start = headBytes + aligned(characters * 2);
  if (buffer.byteLength < start) throw cutOff(start, buffer.byteLength);
  const header = JSON.parse(textOf(new Uint16Array(buffer, headBytes, characters))) as Header;
  const columns: Record<string, Column> = {};
  let at = start;
  for (const { name, array, length } of header.columns) {
    const Constructor = ARRAYS[array];
    const bytes = length * Constructor.BYTES_PER_ELEMENT;
    if (buffer.byteLength < at + bytes) throw cutOff(at + bytes, buffer.byteLength);
    columns[name] = new Constructor(buffer, at, length);
    at += aligned(bytes);
  }
  return { meta: header.meta, columns };
}

/** Returns a column of a bundle; throws where it has none of the name. */
export function columnOf({ columns }: ColumnBundle, name: string): Column {
  const column = columns[name];
  if (column === undefined)
    throw new Error(`The columns should have one named ${name}, and have only ${Object.keys(columns).join(", ")}.`);
  return column;
}

function nameOf(column: Column): ArrayName {
  if (column instanceof Float64Array) return "f64";
  if (column instanceof Float32Array) return "f32";
  if (column instanceof Uint32Array) return "u32";
  if (column instanceof Int32Array) return "i32";
  if (column instanceof Uint16Array) return "u16";
  return column instanceof Int8Array ? "i8" : "u8";
}

/** In pieces: a function takes a limited number of arguments. */
function textOf(characters: Uint16Array): string {
  const piece = 8_192;
  let text = "";
  for (let from = 0; from < characters.length; from += piece)
    text += String.fromCharCode(...characters.subarray(from, from + piece));
  return text;
}

function cutOff(expected: number, found: number): Error {
  return new Error(`The columns should have at least ${expected} bytes, and have ${found}: they were cut off.`);
}
