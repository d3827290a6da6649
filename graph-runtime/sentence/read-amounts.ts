import type { Distance, Rule, Size } from "./meaning.ts";
import { readBareLength } from "./read-length.ts";
import type { WordReader } from "./word-reader.ts";

const PERCENT = ["%", "percent", "pct"];
const MONEY = ["dollars", "dollar", "usd", "$"];

const PROTECTIONS: readonly (readonly [role: "stop" | "target" | "trail", words: readonly string[]])[] = [
  ["trail", ["trailing stop loss", "trailing stop", "trail stop", "trailing", "trail"]],
  ["stop", ["stop loss", "stop out", "stop", "sl"]],
  ["target", ["take profits", "take profit", "profit target", "profit taking", "target", "tp"]],
];

const LEADS = ["use", "with", "set", "place", "put", "add", "having", "plus"];
const AT = ["at", "by", "is", "with", "=", ":", "to"];
const TAILS = [
  "below entry price",
  "below entry",
  "above entry price",
  "above entry",
  "from entry price",
  "from entry",
  "under entry",
  "below buy price",
  "from best price",
  "from high",
  "below highest price",
  "behind price",
  "behind",
  "away",
  "below",
  "loss",
  "profit",
  "gain",
];

/** Reads "stop 5 %", "a 5 % stop loss", "take profit at 10 %", "trail by 3 ATR". */
export function readProtection(reader: WordReader): Rule | null {
  return reader.attempt(() => {
    reader.phrase(...LEADS);
    const before = readDistance(reader, false);
    const role = PROTECTIONS.find(([, words]) => reader.phrase(...words) !== null)?.[0];
    if (role === undefined) return null;
    if (before === null) reader.phrase(...AT);
    const distance = before ?? readDistance(reader, true);
    if (distance === null) return null;
    reader.phrase(...TAILS);
    return { type: role, distance };
  });
}

/** Reads "at a 10 % profit", "with a loss of 5 %": what follows "sell". */
export function readOutcome(reader: WordReader): Rule | null {
  return reader.attempt(() => {
    reader.phrase(
      "when profit is",
      "when profit reaches",
      "when loss is",
      "when loss reaches",
      "when up",
      "when down",
      "at",
      "with",
      "on",
    );
    const start = reader.position;
    const lead = reader.words[start - 1]?.text;
    const before = reader.phrase("profit", "gain", "loss");
    const distance = readDistance(reader, false);
    if (distance === null) return null;
    const after = before ?? reader.phrase("profit", "gain", "loss");
    const verb = after ?? (lead === "up" ? "profit" : lead === "down" ? "loss" : null);
    const spoken = reader.words[start - 2]?.text;
    const word = verb ?? (spoken === "profit" || spoken === "loss" ? spoken : null);
    if (word === null) return null;
    return { type: word === "loss" ? "stop" : "target", distance };
  });
}

function readDistance(reader: WordReader, mayBeBare: boolean): Distance | null {
  return reader.attempt(() => {
    const isMoney = reader.phrase("$") !== null;
    const amount = reader.number();
    if (amount === null || !(amount > 0)) return null;
    if (isMoney) return { amount, unit: "price" };
    if (reader.phrase(...PERCENT) !== null) return { amount, unit: "percent" };
    if (reader.phrase("points", "point", ...MONEY) !== null) return { amount, unit: "price" };
    const isAtr = reader.attempt(() => {
      reader.phrase("x", "times", "×", "*");
      return reader.phrase("average true ranges", "average true range", "atrs", "atr");
    });
    if (isAtr !== null) {
      readBareLength(reader);
      return { amount, unit: "atr" };
    }
    if (!mayBeBare) return null;
    reader.note(`A distance without a unit is read as percent: ${amount} %.`);
    return { amount, unit: "percent" };
  });
}

/** Reads "100 shares", "2 lots", "$10,000", "25 % of equity". */
export function readSize(reader: WordReader, isRisk: boolean): Size | null {
  return reader.attempt(() => {
    const isMoney = reader.phrase("$") !== null;
    const amount = reader.phrase("all") === null ? reader.number() : 100;
    if (amount === null || !(amount > 0)) return null;
    if (isMoney || reader.phrase(...MONEY) !== null) {
      reader.phrase("worth", "per trade");
      return { amount, unit: "value" };
    }
    if (reader.phrase("shares", "share", "units", "unit", "coins", "contracts", "contract") !== null)
      return { amount, unit: "units" };
    if (reader.phrase("lots", "lot") !== null) return { amount, unit: "lots" };
    const isPercent = reader.phrase(...PERCENT) !== null;
    const ofWhat = reader.phrase(
      "available capital",
      "account equity",
      "equity",
      "capital",
      "account",
      "portfolio",
      "cash",
      "money",
      "funds",
    );
    if (!isPercent && ofWhat === null) return null;
    const perTrade = reader.phrase("per trade", "on each trade", "in each trade", "on every trade", "per position");
    if (ofWhat === null && perTrade === null && !isRisk) return null;
    return { amount, unit: isRisk ? "risk-percent" : "equity-percent" };
  });
}

/** Reads a size said on its own: "use 50 % of equity", "risk 1 % per trade". */
export function readSizing(reader: WordReader): Size | null {
  return reader.attempt(() => {
    const verb = reader.phrase(
      "risking",
      "risk",
      "with",
      "using",
      "use",
      "invest",
      "investing",
      "allocate",
      "position size",
      "size",
      "trade",
      "put in",
      "put",
    );
    if (verb === null) return null;
    reader.phrase("at", "is", ":", "=");
    return readSize(reader, verb === "risk" || verb === "risking");
  });
}
