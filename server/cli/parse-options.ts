import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

export type Parsed = {
  readonly file: string;
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
};

/** Reads options and the one positional argument of a command; anything unknown is a usage error. */
export function parseOptions(parameters: readonly string[], options: Options, positional: string | null): Parsed {
  const { values, positionals } = readValues(parameters, options);
  const wanted = positional === null ? 0 : 1;
  if (positionals.length !== wanted) {
    const expected = positional === null ? "no file" : `one file, ${positional}`;
    throw new UsageError(`expected ${expected}, found ${positionals.length === 0 ? "none" : positionals.join(" ")}`);
  }
  return {
    file: positionals[0] ?? "",
    flag: (name) => values[name] === true,
    text: (name) => {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    },
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
    },
  };
}

function readValues(parameters: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...parameters], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads `key=value` pairs; values are numbers, true, false or text. */
export function readPairs(pairs: readonly string[], option: string): Map<string, number | string | boolean> {
  const read = new Map<string, number | string | boolean>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) throw new UsageError(`--${option} takes key=value, found "${pair}"`);
    read.set(pair.slice(0, at), readScalar(pair.slice(at + 1)));
  }
  return read;
}

function readScalar(text: string): number | string | boolean {
  if (text === "true") return true;
  if (text === "false") return false;
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : text;
}
