"use client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { ChartCandlestick, LogOut, type LucideIcon, Monitor, Moon, Plus, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "../session/sign-out.ts";
import { useSession } from "../session/use-session.ts";
import { useTheme } from "../theme/use-theme.ts";
import { useTRPC } from "../trpc/context.ts";
import { mayAdminister } from "./may-administer.ts";
import { adminDestination, alertsDestination, destinationGroups, settingsDestination } from "./navigation.ts";

type EntryProps = {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keywords?: readonly string[];
  readonly hint?: string;
  readonly onRun: () => void;
};

function Entry({ label, icon: Icon, keywords = [], hint, onRun }: EntryProps) {
  return (
    <Command.Item
      value={`${label} ${hint ?? ""}`}
      keywords={[...keywords]}
      onSelect={onRun}
      className="flex h-9 cursor-default items-center gap-3 rounded-md px-2.5 data-[selected=true]:bg-hover"
    >
      <Icon size={16} aria-hidden="true" className="text-muted" />
      <span className="grow truncate">{label}</span>
      {hint ? <span className="text-faint text-xs">{hint}</span> : null}
    </Command.Item>
  );
}

const headingClasses =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-2xs";

/** Ctrl/Cmd-K: every page, the own strategies, and the few global actions. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const trpc = useTRPC();
  const session = useSession();
  const strategies = useQuery(trpc.strategies.list.queryOptions(undefined));
  const { setTheme } = useTheme();
  const run = (task: () => void) => () => {
    onClose();
    task();
  };
  const admin = session.data && mayAdminister(session.data.permissions) ? [adminDestination] : [];
  const pages = [
    ...destinationGroups.flatMap((group) => group.items),
    alertsDestination,
    settingsDestination,
    ...admin,
  ];
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      label="Search or jump to"
      overlayClassName="fixed inset-0 z-40 animate-fade bg-black/50"
      contentClassName="fixed inset-x-3 top-[12vh] z-50 mx-auto max-w-xl animate-fade overflow-hidden rounded-xl bg-raised shadow-overlay focus:outline-none"
      loop
    >
      <Command.Input
        placeholder="Search strategies, pages and actions"
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none"
      />
      <Command.List className={`max-h-[min(26rem,60vh)] overflow-y-auto p-1.5 ${headingClasses}`}>
        <Command.Empty className="px-4 py-8 text-center text-muted">Nothing found under these words.</Command.Empty>
        <Command.Group heading="Go to">
          {pages.map((page) => (
            <Entry
              key={page.href}
              label={page.label}
              icon={page.icon}
              keywords={page.keywords}
              onRun={run(() => router.push(page.href))}
            />
          ))}
        </Command.Group>
        {strategies.data && strategies.data.length > 0 ? (
          <Command.Group heading="Strategies">
            {strategies.data.map((strategy) => (
              <Entry
                key={strategy.id}
                label={strategy.name}
                icon={ChartCandlestick}
                hint="Open in canvas"
                onRun={run(() => router.push(`/strategies/${strategy.id}`))}
              />
            ))}
          </Command.Group>
        ) : null}
        <Command.Group heading="Actions">
          <Entry label="New strategy from a template" icon={Plus} onRun={run(() => router.push("/templates"))} />
          <Entry label="Use the dark theme" icon={Moon} onRun={run(() => setTheme("dark"))} />
          <Entry label="Use the light theme" icon={Sun} onRun={run(() => setTheme("light"))} />
          <Entry label="Use the system's theme" icon={Monitor} onRun={run(() => setTheme("system"))} />
          <Entry label="Sign out" icon={LogOut} onRun={run(() => void signOut())} />
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
