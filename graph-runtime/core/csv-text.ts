type Cell = string | number | null | undefined;

/** Returns rows as CSV. Text that a spreadsheet would run as a formula is disarmed; what is unknown is an empty cell. */
export function csvText(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header.join(",")];
  for (const row of rows) lines.push(row.map(cellText).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function cellText(value: Cell): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const text = String(value);
  const safe = typeof value === "string" && /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
