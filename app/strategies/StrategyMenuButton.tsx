import { EllipsisVertical } from "lucide-react";
import type { ComponentProps } from "react";
import { IconButton } from "../ui/IconButton.tsx";

type StrategyMenuButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label" | "name"> & {
  /** Of the strategy. */
  readonly name: string;
};

export function StrategyMenuButton({ name, ...rest }: StrategyMenuButtonProps) {
  return (
    <IconButton label={`More for ${name}`} size="sm" {...rest}>
      <EllipsisVertical size={15} />
    </IconButton>
  );
}
