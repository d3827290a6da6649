/** Escapes text for HTML: names, reasons and notes are written by users. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Returns a figure as a reader of a report writes it; its unit decides how. */
export function figureText(value: number | null, unit: string, currency: string): string {
  if (value === null || !Number.isFinite(value)) return "n/a";
  const number = (digits: number): string =>
    value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: 0 });
  switch (unit) {
    case "fraction":
      return `${(value * 100).toFixed(2)} %`;
    case "money":
      return `${number(2)} ${currency}`;
    case "time":
      return new Date(value).toISOString().slice(0, 10);
    case "days":
    case "bars":
      return `${number(1)} ${unit}`;
    case "r":
      return `${number(2)} R`;
    default:
      return number(3);
  }
}

export function dateText(time: number): string {
  const text = new Date(time).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : `${text.slice(0, 16).replace("T", " ")}`;
}
