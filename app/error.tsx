"use client";
import { buttonClasses } from "./ui/button-classes.ts";

type ErrorPageProps = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

/** Every page carries this one, so it is made of plain elements. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const reference = error.digest ? ` Its reference in the server's log is ${error.digest}.` : "";
  return (
    <div role="alert" className="grid min-h-[60dvh] place-content-center justify-items-center gap-2 px-6 text-center">
      <p className="font-medium text-base">This page stopped working</p>
      <p className="max-w-md text-balance text-muted text-sm">An unexpected error occurred.{reference}</p>
      <button type="button" className={`mt-2 ${buttonClasses("secondary")}`} onClick={reset}>
        Try again
      </button>
    </div>
  );
}
