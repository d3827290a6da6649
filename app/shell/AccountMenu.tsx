"use client";
import { LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import Link from "next/link";
import { signOut } from "../session/sign-out.ts";
import { useSession } from "../session/use-session.ts";
import { useTheme } from "../theme/use-theme.ts";
import { Menu, MenuItem, MenuLabel, MenuSeparator, menuItemClasses } from "../ui/Menu.tsx";
import { AccountButton } from "./AccountButton.tsx";

/** The menu of the account, open. */
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
      startsOpen
      trigger={<AccountButton name={data.user.name} team={data.team.name} compact={compact} />}
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
