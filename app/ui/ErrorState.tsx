import { TriangleAlert } from "lucide-react";
import { Button } from "./Button.tsx";

type ErrorStateProps = {
  readonly title?: string;
  readonly message: string;
  /** Tries again; leave out where trying again cannot help. */
  readonly onRetry?: () => void;
};

export function ErrorState({ title = "This could not be loaded", message, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <TriangleAlert size={20} className="text-danger" aria-hidden="true" />
      <p className="font-medium text-base">{title}</p>
      <p className="max-w-md text-balance text-muted text-sm">{message}</p>
      {onRetry ? (
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
