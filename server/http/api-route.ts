type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
export type Fields = Readonly<Record<string, string>>;
export type Door = (request: Request, fields: Fields) => Response | Promise<Response>;

/** One address that is answered without Next. `{name}` stands for one segment, a trailing `{name...}` for all that follow. */
export type ApiRoute = {
  readonly path: `/api/${string}` | `/shared/${string}`;
  readonly doors: Readonly<Partial<Record<Method, Door>>>;
};

/** Returns the fields of a path that fits the pattern, else null. */
export function matchPattern(pattern: string, path: string): Fields | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  const fields: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index];
    if (value === undefined || value === "") {
      if (part !== value) return null;
    } else if (part.endsWith("...}")) {
      fields[part.slice(1, -4)] = given.slice(index).join("/");
      return fields;
    } else if (part.startsWith("{")) fields[part.slice(1, -1)] = value;
    else if (part !== value) return null;
  }
  return given.length === wanted.length ? fields : null;
}
