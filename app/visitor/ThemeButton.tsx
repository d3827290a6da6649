"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "../theme/use-theme.ts";
import { IconButton } from "../ui/IconButton.tsx";

const following = { system: "light", light: "dark", dark: "system" } as const;
const icons = { system: Monitor, light: Sun, dark: Moon };

/** Goes through system, light and dark. */
export function ThemeButton() {
  const { choice, setTheme } = useTheme();
  const Icon = icons[choice];
  return (
    <IconButton label={`Theme: ${choice}`} side="bottom" onClick={() => setTheme(following[choice])}>
      <Icon size={16} />
    </IconButton>
  );
}
