import type { Region } from "../../db/repositories/profiles.ts";

export type RegionRules = {
  /** Figures of return may be shown to the public. */
  readonly showsReturns: boolean;
  readonly showsRanking: boolean;
  readonly showsRatings: boolean;
  /** A listing that hides its logic needs the author's registration as a research analyst. */
  readonly sealedNeedsRegistration: boolean;
  readonly disclaimer: string;
};

const everywhere =
  "The figures come from simulations and from paper trading by the platform. They are no promise of what will be, no advice and no offer.";

/**
 * What may be shown where. In India (SEBI, 2 September 2022, and PaRRVA since 4 May 2026) past or expected returns, rankings and ratings
 * of algorithms are shown only where the regulator's agency has verified them; an algorithm whose logic is hidden is a black box, for
 * which its author must be a registered research analyst (circular of 4 February 2025).
 */
export function rulesOf(region: Region, { isVerified }: { readonly isVerified: boolean }): RegionRules {
  switch (region) {
    case "international":
      return {
        showsReturns: true,
        showsRanking: true,
        showsRatings: true,
        sealedNeedsRegistration: false,
        disclaimer: everywhere,
      };
    case "india":
      return {
        showsReturns: isVerified,
        showsRanking: isVerified,
        showsRatings: isVerified,
        sealedNeedsRegistration: true,
        disclaimer: isVerified
          ? `Verified by the Past Risk and Return Verification Agency. ${everywhere} Investments in the securities market are subject to market risks.`
          : `Returns, rankings and ratings are not shown in India unless the Past Risk and Return Verification Agency has verified them. ${everywhere} Investments in the securities market are subject to market risks.`,
      };
  }
}

/** The stricter of two places: what neither reader's nor author's region allows is not shown. */
export function strictest(reader: Region, author: Region): Region {
  return reader === "india" || author === "india" ? "india" : "international";
}
