import { useQuery } from "@tanstack/react-query";
import type { Example } from "@/graph-runtime/nodes/define-node.ts";

/** What the inspector tells of a kind beside its form: read when a node is first looked at. */
export type KindHelp = {
  readonly kind: string;
  readonly version: number;
  readonly reference?: string;
  /** What each parameter means. */
  readonly fields: Readonly<Record<string, string>>;
  readonly examples: readonly Pick<Example, "title" | "inputs" | "outputs">[];
};

/** Returns the help of a kind, undefined until it has arrived and for blocks. */
export function useKindHelp(kind: string, version: number): KindHelp | undefined {
  const help = useQuery({
    queryKey: ["kind-help"],
    queryFn: () => import("./kind-help-data.ts").then(({ kindHelpData }) => kindHelpData),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return help.data?.find((one) => one.kind === kind && one.version === version);
}
