"use client";
import { useQuery } from "@tanstack/react-query";

export type SignInOptions = {
  readonly demo: boolean;
  /** Whether letters are sent: without a mail server nothing that needs one is offered. */
  readonly mail: boolean;
  readonly signUp: "open" | "invited";
  readonly providers: readonly { readonly id: string; readonly name: string }[];
};

/** Returns which doors this installation has; undefined until it is known. */
export function useSignInOptions(): SignInOptions | undefined {
  const options = useQuery({
    queryKey: ["sign-in-options"],
    queryFn: async (): Promise<SignInOptions> => {
      const response = await fetch("/api/sign-in-options");
      if (!response.ok) throw new Error("The sign-in options could not be read.");
      return response.json();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return options.data;
}
