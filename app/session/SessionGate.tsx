"use client";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { errorCode, errorText } from "../trpc/error-text.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { PageSkeleton } from "../ui/Skeleton.tsx";
import { useAskAhead } from "./ask-ahead.ts";
import { useAskForLists } from "./ask-for-lists.ts";
import { useSession } from "./use-session.ts";

/** Shows its children to somebody who is signed in, and sends everybody else to the sign-in page and back. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const router = useRouter();
  const pathname = usePathname();
  useAskAhead(pathname);
  useAskForLists(pathname);
  const isSignedOut = errorCode(session.error) === "UNAUTHORIZED";
  // External system: the browser's address.
  useEffect(() => {
    if (isSignedOut) router.replace(`/sign-in?next=${encodeURIComponent(pathname)}`);
  }, [isSignedOut, pathname, router]);
  if (session.isError && !isSignedOut) {
    return <ErrorState message={errorText(session.error)} onRetry={() => void session.refetch()} />;
  }
  return session.data ? children : <PageSkeleton />;
}
