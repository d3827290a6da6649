import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { BacktestSummary } from "../backtests/dto.ts";
import type { CheckDto, Disclosure } from "./dto.ts";

export type CheckedMember = {
  readonly name: string;
  readonly document: unknown;
  /** The newest backtest of this very version with its own parameters; null where there is none. */
  readonly summary: Pick<BacktestSummary, "statistics" | "critique"> | null;
  /** How much of the listing that it comes from may be seen; null where it is the publisher's own. */
  readonly origin: { readonly title: string; readonly disclosure: Disclosure } | null;
};

export type CheckedListing = {
  readonly members: readonly CheckedMember[];
  readonly disclosure: Disclosure;
  readonly needsRegistration: boolean;
  readonly registrationNumber: string | null;
};

export const leastTrades = 20;
export const leastDays = 365;

/** Returns every condition of publishing, in the order in which they are shown. All must pass. */
export function checkListing(listing: CheckedListing): CheckDto[] {
  const { members, disclosure, needsRegistration, registrationNumber } = listing;
  const checks = [compiles(members), costs(members), ...signals(members), sample(members), critique(members)];
  const shown = members.filter(({ origin }) => origin !== null && rank(origin.disclosure) > rank(disclosure));
  if (members.some(({ origin }) => origin !== null)) {
    checks.push(
      outcome(
        { id: "rights", label: "Members of others stay as closed as they are" },
        shown.map(
          ({ origin }) => `"${origin?.title}" is ${origin?.disclosure}: publish this as ${origin?.disclosure} too.`,
        ),
        "No member would be shown more openly than in its own listing.",
      ),
    );
  }
  if (disclosure === "sealed" && needsRegistration) {
    const missing =
      "Enter your research analyst's registration number in your profile: in India a sealed listing needs one.";
    checks.push(
      outcome(
        { id: "registration", label: "Registered research analyst" },
        registrationNumber === null ? [missing] : [],
        `Registered as ${registrationNumber}.`,
      ),
    );
  }
  return checks;
}

function rank(disclosure: Disclosure): number {
  return ["open", "view", "sealed"].indexOf(disclosure);
}

type Subject = Pick<CheckDto, "id" | "label">;

function outcome(subject: Subject, problems: readonly string[], good: string): CheckDto {
  return { ...subject, passed: problems.length === 0, reason: problems.length === 0 ? good : problems.join(" ") };
}

function compiles(members: readonly CheckedMember[]): CheckDto {
  let warnings = 0;
  const problems = members.flatMap(({ name, document }) => {
    const { program, diagnostics } = compile(document);
    warnings += diagnostics.filter(({ severity }) => severity === "warning").length;
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    return program === null ? [`"${name}" does not compile: ${first?.message ?? "unknown reason"}`] : [];
  });
  const good =
    warnings === 0
      ? "Every strategy compiles without a warning."
      : `Every strategy compiles; ${warnings} warnings are shown with the listing.`;
  return outcome({ id: "compiles", label: "Compiles" }, problems, good);
}

function costs(members: readonly CheckedMember[]): CheckDto {
  const problems = members.flatMap(({ name, document }) => {
    const model = compile(document).program?.settings.costs.model;
    return model === "none" ? [`"${name}" trades without costs: set them in its settings.`] : [];
  });
  return outcome({ id: "costs", label: "Costs are set" }, problems, "Every strategy pays costs.");
}

/** Of a listing whose runs would wait for ever: the author's webhook reaches the author's runs alone. */
function signals(members: readonly CheckedMember[]): CheckDto[] {
  const problems = members.flatMap(({ name, document }) => {
    const waited = compile(document).program?.outside ?? [];
    if (waited.length === 0) return [];
    const names = waited.map((one) => `"${one.name}"`).join(", ");
    return [`"${name}" waits for ${waited.length === 1 ? "the signal" : "the signals"} ${names} from outside.`];
  });
  if (problems.length === 0) return [];
  const why =
    "Signals reach its author's runs only: those of subscribers, and the platform's own record, would never trade. Publish a strategy that decides by itself.";
  return [outcome({ id: "signals", label: "Needs no signals from outside" }, [...problems, why], "")];
}

function sample(members: readonly CheckedMember[]): CheckDto {
  const problems = members.flatMap(({ name, summary }) => {
    if (summary === null) return [`"${name}" was never backtested in this version: run a backtest first.`];
    const value = (id: string) => summary.statistics.find((one) => one.id === id)?.value ?? 0;
    const [trades, days] = [value("trade-count"), value("elapsed-days")];
    if (trades >= leastTrades && days >= leastDays) return [];
    return [
      `"${name}" made ${trades} trades in ${Math.floor(days)} days; ${leastTrades} in ${leastDays} days are needed.`,
    ];
  });
  const good = `Every strategy was backtested over a year at least, with ${leastTrades} trades or more.`;
  return outcome({ id: "sample", label: "Enough trades and days" }, problems, good);
}

function critique(members: readonly CheckedMember[]): CheckDto {
  const problems = members.flatMap(({ name, summary }) =>
    summary === null ? [`"${name}" has no critique without a backtest.`] : [],
  );
  const findings = members.reduce((total, { summary }) => total + (summary?.critique.length ?? 0), 0);
  return outcome(
    { id: "critique", label: "Critique attached" },
    problems,
    `${findings} findings of the critique go with the listing.`,
  );
}
