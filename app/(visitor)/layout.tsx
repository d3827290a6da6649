import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "../shell/Logo.tsx";
import { Button } from "../ui/Button.tsx";
import { ThemeButton } from "../visitor/ThemeButton.tsx";

export default function VisitorLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-14 w-full max-w-6xl items-center justify-between gap-4 px-5">
        <Link href="/" className="flex rounded-md" aria-label="Quantloom">
          <Logo />
        </Link>
        <div className="flex items-center gap-2">
          <ThemeButton />
          <Button asChild variant="ghost">
            <Link href="/sign-in">Sign in</Link>
          </Button>
          <Button asChild>
            <Link href="/sign-up">Create account</Link>
          </Button>
        </div>
      </header>
      <main className="flex grow flex-col">{children}</main>
      <footer className="mx-auto w-full max-w-6xl px-5 py-8 text-faint text-xs">
        Past results, simulated or real, do not tell what a strategy will earn. Quantloom gives no investment advice.
      </footer>
    </div>
  );
}
