import { type Column, columnOf, decodeBundle, encodeBundle } from "@/graph-runtime/core/column-bundle.ts";
import { TextTable } from "@/graph-runtime/core/text-table.ts";
import { type Packing, packColumn, unpackColumn } from "./pack-column.ts";

/** A row of a table whose rows all have the same fields. */
export type Row = Readonly<Record<string, string | number | null>>;
export type RecordTables = { readonly orders: readonly Row[]; readonly fills: readonly Row[] };

/** A field holds numbers, which are packed, or texts, which are numbers of a list: 0 is none, 1 its first. */
type Field = { readonly name: string; readonly packing: Packing | "text" };
type Meta = {
  readonly tables: Readonly<Record<keyof RecordTables, { readonly rows: number; readonly fields: readonly Field[] }>>;
  readonly texts: readonly string[];
};

/** Returns orders and fills as columns: a sixth of what they take as JSON. */
export function encodeRecords(tables: RecordTables): Uint8Array<ArrayBuffer> {
  const columns: Record<string, Column> = {};
  const texts = new TextTable();
  const fieldsOf = (table: keyof RecordTables) => {
    const rows = tables[table];
    const fields = Object.keys(rows[0] ?? {}).map((name): Field => {
      const key = `${table}.${name}`;
      if (rows.some((row) => typeof row[name] === "string")) {
        columns[key] = Uint32Array.from(rows, (row) => {
          const value = row[name];
          return typeof value === "string" ? texts.codeOf(value) + 1 : 0;
        });
        return { name, packing: "text" };
      }
      const numbers = Float64Array.from(rows, (row) => (row[name] as number | null) ?? Number.NaN);
      const packed = packColumn(key, numbers);
      Object.assign(columns, packed.columns);
      return { name, packing: packed.packing };
    });
    return { rows: rows.length, fields };
  };
  const meta: Meta = { tables: { orders: fieldsOf("orders"), fills: fieldsOf("fills") }, texts: texts.texts };
  return encodeBundle({ meta, columns });
}

/** Returns the orders and fills that encodeRecords wrote, or a version before it, which kept them as JSON. */
export function decodeRecords(body: Uint8Array): RecordTables {
  // Where JSON goes on, a bundle has four spare bytes.
  if (body.subarray(4, 8).some((byte) => byte !== 0)) return JSON.parse(new TextDecoder().decode(body));
  const bundle = decodeBundle(body);
  const { tables, texts } = bundle.meta as Meta;
  const rowsOf = (table: keyof RecordTables): Row[] => {
    const { rows, fields } = tables[table];
    const values = fields.map(({ name, packing }): readonly [string, (row: number) => string | number | null] => {
      const key = `${table}.${name}`;
      if (packing === "text") {
        const codes = columnOf(bundle, key);
        return [name, (row) => texts[codes[row]! - 1] ?? null];
      }
      const numbers = unpackColumn(bundle, key, packing, rows);
      return [name, (row) => (Number.isFinite(numbers[row]) ? numbers[row]! : null)];
    });
    return Array.from({ length: rows }, (_, row) => Object.fromEntries(values.map(([name, of]) => [name, of(row)])));
  };
  return { orders: rowsOf("orders"), fills: rowsOf("fills") };
}
