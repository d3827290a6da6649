import type { Condition } from "./meaning.ts";
import type { WordReader } from "./word-reader.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const END_OF_DAY = "24:00";

/** Reads times of day, days of the week, and "on the first day of the month". */
export function readTimeCondition(reader: WordReader): Condition | null {
  return readSchedule(reader) ?? readWeekdays(reader) ?? readWindow(reader);
}

function readSchedule(reader: WordReader): Condition | null {
  return reader.attempt(() => {
    reader.phrase("on", "at", "in");
    const first = reader.phrase("first trading day", "first day", "first bar", "start", "beginning");
    if (first === null && reader.phrase("every", "each", "once per", "once") === null) return null;
    if (first !== null) reader.phrase("every", "each");
    const period = reader.phrase("day", "week", "month");
    if (period === "day" || period === "week" || period === "month") return { type: "schedule", period };
    return null;
  });
}

function readWeekdays(reader: WordReader): Condition | null {
  return reader.attempt(() => {
    reader.phrase("only on", "on every", "on", "every", "each", "it is", "is");
    const days: string[] = [];
    do {
      const word = reader.phrase(...DAYS, ...DAYS.map((day) => `${day}s`));
      if (word === null) break;
      days.push(word.replace(/s$/, ""));
    } while (
      reader.attempt(() => (reader.phrase("and on", "or on", "and", "or", ",") !== null && isDay(reader) ? true : null))
    );
    return days.length === 0 ? null : { type: "weekday", days };
  });
}

function isDay(reader: WordReader): boolean {
  const text = reader.words[reader.position]?.text.replace(/s$/, "") ?? "";
  return DAYS.includes(text);
}

/** "at 15:15" and "after 15:15" last until the end of the day: a bar may begin a little later. */
function readWindow(reader: WordReader): Condition | null {
  return reader.attempt(() => {
    const word = reader.phrase(
      "only between",
      "between",
      "from",
      "after",
      "before",
      "until",
      "at",
      "by",
      "it is after",
      "it is before",
    );
    if (word === null) return null;
    const first = reader.time();
    if (first === null) return null;
    reader.note(
      "Times of day are read by the clock of the exchange; the block can take a fixed offset from UTC instead.",
    );
    if (word === "before" || word === "until" || word === "it is before")
      return { type: "window", from: "00:00", to: first };
    if (word !== "between" && word !== "only between" && word !== "from")
      return { type: "window", from: first, to: END_OF_DAY };
    const last = reader.phrase("and", "to", "until", "-") === null ? null : reader.time();
    return last === null ? null : { type: "window", from: first, to: last };
  });
}
