import { Plus } from "lucide-react";
import Link from "next/link";
import { Button } from "../ui/Button.tsx";

export function NewStrategyButton() {
  return (
    <Button asChild variant="primary">
      <Link href="/templates">
        <Plus size={15} aria-hidden="true" />
        New from a template
      </Link>
    </Button>
  );
}
