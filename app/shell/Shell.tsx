"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";
import { EventsProvider } from "../events/EventsProvider.tsx";
import { SessionGate } from "../session/SessionGate.tsx";
import { useSession } from "../session/use-session.ts";
import { MobileBottomBar, MobileTopBar } from "./MobileBars.tsx";
import { Sidebar } from "./Sidebar.tsx";

const CommandPalette = dynamic(() => import("./CommandPalette.tsx").then((module) => module.CommandPalette));

/** The frame of every signed-in page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [searching, setSearching] = useState(false);
  // External system: the keyboard.
  useEffect(() => {
    const onKey = (key: KeyboardEvent) => {
      if (key.key.toLowerCase() !== "k" || !(key.metaKey || key.ctrlKey) || key.altKey || key.shiftKey) return;
      key.preventDefault();
      setSearching((open) => !open);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const search = () => setSearching(true);
  const { data: session } = useSession();
  return (
    <EventsProvider scope={session ? `${session.user.id}.${session.team.id}` : null}>
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent-strong px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <Sidebar onSearch={search} />
        <div className="flex min-w-0 grow flex-col pb-(--shell-bottom)">
          <MobileTopBar onSearch={search} />
          <main id="main" className="flex min-w-0 grow flex-col">
            <SessionGate>{children}</SessionGate>
          </main>
        </div>
      </div>
      <MobileBottomBar />
      {searching ? <CommandPalette onClose={() => setSearching(false)} /> : null}
    </EventsProvider>
  );
}
