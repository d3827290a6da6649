"use client";
import { useSession } from "./use-session.ts";

/** Returns whether the reader's role allows something. */
export function useMay(permission: string): boolean {
  return useSession().data?.permissions.includes(permission) ?? false;
}
