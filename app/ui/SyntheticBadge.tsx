import { Sparkles } from "lucide-react";
import { Badge } from "./Badge.tsx";

/** Marks prices that no market ever made. Goes wherever such prices or their results are shown. */
export function SyntheticBadge({ text = "Synthetic market" }: { readonly text?: string }) {
  return (
    <Badge tone="warning" icon={<Sparkles size={11} aria-hidden="true" />}>
      {text}
    </Badge>
  );
}
