"use client";
import { useQuery } from "@tanstack/react-query";
import { callAuth } from "./call-auth.ts";

/** Returns what the sign-in service keeps of this session and its user, such as whether a second factor is on. */
export function useAuthSession() {
  return useQuery({ queryKey: ["auth", "session"], queryFn: () => callAuth((auth) => auth.getSession()) });
}
