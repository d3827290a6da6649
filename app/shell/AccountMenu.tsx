"use client";
import { LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import Link from "next/link";
import { signOut } from "../session/sign-out.ts";
import { useSession } from "../session/use-session.ts";
import { useTheme } from "../theme/use-theme.ts";
import { Menu, MenuItem, MenuLabel, MenuSeparator, menuItemClasses } from "../ui/Menu.tsx";
import { Avatar } from "./Avatar.tsx";

export function AccountMenu({ compact = false }: { readonly compact?: boolean }) {
  const { data } = useSession();
  const { choice, setTheme } = useTheme();
  if (!data) return null;
  const mark = (value: string) => (choice === value ? "✓" : undefined);
  const shortcut = (value: string) => {
    const text = mark(value);
    return text ? { shortcut: text } : {};
  };
  return (
    <Menu
      align={compact ? "end" : "start"}
      side={compact ? "bottom" : "top"}
      trigger={
        compact ? (
          <button type="button" aria-label={`Account of ${data.user.name}`} className="rounded-full">
            <Avatar name={data.user.name} />
          </button>
        ) : (
          <button
            type="button"
            className="flex h-11 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover data-[state=open]:bg-hover"
          >
            <Avatar name={data.user.name} />
            <span className="min-w-0 grow">
              <span className="block truncate font-medium text-sm">{data.user.name}</span>
              <span className="block truncate text-2xs text-muted">{data.team.name}</span>
            </span>
          </button>
        )
      }
    >
      <MenuLabel>
        {data.user.email} · {data.team.role}
      </MenuLabel>
      <MenuItem asChild>
        <Link href="/settings" className={menuItemClasses}>
          <Settings size={15} />
          Settings
        </Link>
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuItem icon={<Monitor size={15} />} onSelect={() => setTheme("system")} {...shortcut("system")}>
        System
      </MenuItem>
      <MenuItem icon={<Sun size={15} />} onSelect={() => setTheme("light")} {...shortcut("light")}>
        Light
      </MenuItem>
      <MenuItem icon={<Moon size={15} />} onSelect={() => setTheme("dark")} {...shortcut("dark")}>
        Dark
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut size={15} />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
