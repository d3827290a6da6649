import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/router.ts";

const url = "/api/trpc";

/** The context of a call that goes out by itself, at an address that can be told beforehand (`first-calls.ts`). */
export const alone = { context: { alone: true } };

/** Returns a client that batches calls and keeps subscriptions on a stream of their own. */
export function createClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url }),
        false: splitLink({
          condition: (operation) => operation.context["alone"] === true,
          true: httpLink({ url }),
          false: httpBatchLink({ url, maxURLLength: 4000 }),
        }),
      }),
    ],
  });
}
export type ApiClient = ReturnType<typeof createClient>;
