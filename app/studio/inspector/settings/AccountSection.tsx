"use client";
import type { ExecutionSettings, FinancingSettings, Settings } from "@/graph-runtime/graph/settings.ts";
import { BORROWING, FINANCING, LIMITS, MARGIN } from "./account-settings.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import { changeNumber } from "./change-number.ts";
import { NumberSettings } from "./NumberSettings.tsx";
import type { SectionProps } from "./section-props.ts";

/** What the account may borrow, what money costs, and what lets no entry in. */
export function AccountSection({ settings, set }: SectionProps) {
  const { execution, financing = NO_FINANCING, risk = {}, currency } = settings;
  const mayBorrow = execution.account === "margin";
  return (
    <section aria-label="Account" className="grid gap-3 border-t pt-4">
      <h3 className="font-medium text-xs">Account and limits</h3>
      <ChoiceField
        label="Account"
        testId="setting-account"
        value={execution.account}
        choices={ACCOUNTS}
        onChange={(account) => set({ execution: { ...execution, account } })}
      />
      {mayBorrow ? (
        <NumberSettings
          of={MARGIN}
          values={execution}
          currency={currency}
          onChange={(key, value) => set({ execution: changeNumber(execution, key, value) })}
        />
      ) : null}
      <details data-testid="financing">
        <summary className="w-fit cursor-pointer rounded-sm text-muted text-sm">
          {settings.financing === undefined ? "Interest: none" : "Interest"}
        </summary>
        <div className="grid gap-3 pt-3">
          <NumberSettings
            of={mayBorrow ? [...FINANCING, ...BORROWING] : FINANCING}
            values={financing}
            currency={currency}
            onChange={(key, value = 0) => set({ financing: orNone({ ...financing, [key]: value }) })}
          />
        </div>
      </details>
      <details data-testid="limits">
        <summary className="w-fit cursor-pointer rounded-sm text-muted text-sm">{limitsInWords(risk)}</summary>
        <div className="grid gap-3 pt-3">
          <p className="text-faint text-xs">Hold back entries that would exceed them. Exits always pass.</p>
          <NumberSettings
            of={LIMITS}
            values={risk}
            currency={currency}
            onChange={(key, value) => set({ risk: orNone(changeNumber(risk, key, value)) })}
          />
        </div>
      </details>
    </section>
  );
}

const NO_FINANCING: FinancingSettings = { cashInterestPercent: 0, marginInterestPercent: 0, borrowPercent: 0 };

const ACCOUNTS: Readonly<Record<ExecutionSettings["account"], string>> = {
  margin: "Margin: may sell short",
  cash: "Cash: long only",
};

/** What says nothing is left out, so that a strategy stays the same strategy. */
function orNone<Of extends object>(of: Of): Of | undefined {
  return Object.values(of).some((value) => value !== 0) ? of : undefined;
}

function limitsInWords(risk: NonNullable<Settings["risk"]>): string {
  const count = Object.keys(risk).length;
  return count === 0 ? "Limits on entries: none" : `Limits on entries: ${count}`;
}
