"use client";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type MenuProps = {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
  readonly side?: "top" | "right" | "bottom" | "left";
  /** Opens it at once: for a menu that arrives when it is asked for. */
  readonly startsOpen?: boolean;
};

/** A drop-down menu; fill it with MenuItem, MenuLabel and MenuSeparator. */
export function Menu({ trigger, children, align = "end", side = "bottom", startsOpen = false }: MenuProps) {
  return (
    <DropdownMenu.Root defaultOpen={startsOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-48 animate-rise rounded-lg border bg-raised p-1 shadow-overlay focus:outline-none"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type MenuItemProps = {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly onSelect?: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Renders the only child, such as a link, as the item. */
  readonly asChild?: boolean;
};

export const menuItemClasses = cx(
  "flex h-8 w-full cursor-default items-center gap-2.5 rounded-md px-2 text-sm outline-none",
  "data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&_svg]:text-muted",
);

export function MenuItem(props: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={cx(menuItemClasses, props.danger ? "text-danger [&_svg]:text-danger" : undefined)}
      disabled={props.disabled ?? false}
      asChild={props.asChild ?? false}
      {...(props.onSelect ? { onSelect: props.onSelect } : {})}
    >
      {props.asChild ? (
        props.children
      ) : (
        <>
          {props.icon}
          <span className="grow">{props.children}</span>
          {props.shortcut ? <span className="text-faint text-xs">{props.shortcut}</span> : null}
        </>
      )}
    </DropdownMenu.Item>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-faint text-xs">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-border" />;
}
