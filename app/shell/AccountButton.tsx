import type { ComponentProps } from "react";
import { Avatar } from "./Avatar.tsx";

type AccountButtonProps = ComponentProps<"button"> & {
  readonly name: string;
  readonly team: string;
  readonly compact: boolean;
};

/** What opens the account menu. */
export function AccountButton({ name, team, compact, ...rest }: AccountButtonProps) {
  if (compact) {
    return (
      <button type="button" className="rounded-full" {...rest}>
        <span className="sr-only">Account of {name}</span>
        <span aria-hidden="true">
          <Avatar name={name} />
        </span>
      </button>
    );
  }
  return (
    <button
      type="button"
      className="flex h-11 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover"
      {...rest}
    >
      <Avatar name={name} />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium text-sm">{name}</span>
        <span className="block truncate text-2xs text-muted">{team}</span>
      </span>
    </button>
  );
}
