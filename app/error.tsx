"use client";
import { ErrorState } from "./ui/ErrorState.tsx";

type ErrorPageProps = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const reference = error.digest ? ` Its reference in the server's log is ${error.digest}.` : "";
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <ErrorState
        title="This page stopped working"
        message={`An unexpected error occurred.${reference}`}
        onRetry={reset}
      />
    </div>
  );
}
