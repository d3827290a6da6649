"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "../ui/ErrorState.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { errorText } from "./error-text.ts";

type LoadedProps<Data> = {
  readonly query: UseQueryResult<Data, unknown>;
  /** Shown while the first answer is on its way. */
  readonly placeholder?: ReactNode;
  readonly children: (data: Data) => ReactNode;
};

/** Shows a query's data, or that it is loading, or why it could not be loaded. */
export function Loaded<Data>({ query, placeholder, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState message={errorText(query.error)} onRetry={() => void query.refetch()} />;
  return placeholder ?? <SkeletonRows />;
}
