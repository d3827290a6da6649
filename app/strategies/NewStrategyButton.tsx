import { Plus } from "lucide-react";
import Link from "next/link";
import { Button } from "../ui/Button.tsx";

export function NewStrategyButton() {
  return (
    <Button asChild variant="primary">
      <Link href="/strategies/new">
        <Plus size={15} aria-hidden="true" />
        New strategy
      </Link>
    </Button>
  );
}
