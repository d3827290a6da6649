import { Compass } from "lucide-react";
import Link from "next/link";
import { Button } from "./ui/Button.tsx";
import { EmptyState } from "./ui/EmptyState.tsx";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Compass size={20} />}
        title="There is no page here"
        action={
          <Button asChild variant="primary">
            <Link href="/home">Go to Home</Link>
          </Button>
        }
      >
        The address may have a typing mistake, or what it pointed to was removed.
      </EmptyState>
    </main>
  );
}
