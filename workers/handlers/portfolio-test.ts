import { executePortfolioTest, failPortfolioTest } from "@/server/features/portfolio/execute-test.ts";
import { refreshFigures } from "@/server/features/record/tend-records.ts";
import type { JobHandler } from "../handler.ts";
import { computeInThread } from "../threads/compute-in-thread.ts";
import { computeTogetherInThread } from "../threads/compute-together-in-thread.ts";

export const portfolioTest: JobHandler<"portfolio.test"> = {
  run: async ({ testId }, { db, signal, reportProgress }) => {
    const threads = { compute: computeInThread, together: computeTogetherInThread };
    const test = await executePortfolioTest(db, testId, { ...threads, signal, reportProgress });
    if (test?.listingVersionId) await refreshFigures(db, { listingVersionId: test.listingVersionId });
  },
  giveUp: ({ testId }, failure, db) => failPortfolioTest(db, testId, failure),
};
