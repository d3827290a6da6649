"use client";
import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { notifyError } from "../ui/notify.ts";
import { createClient } from "./client.ts";
import { TRPCProvider } from "./context.ts";
import { errorCode, errorText } from "./error-text.ts";

const finalCodes = new Set(["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "BAD_REQUEST", "PRECONDITION_FAILED"]);

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => !finalCodes.has(errorCode(error) ?? "") && count < 2,
      },
    },
    mutationCache: new MutationCache({
      // A mutation that shows its error itself says so with `meta: { quiet: true }`.
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.["quiet"] !== true) notifyError(errorText(error));
      },
    }),
  });
}

export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
