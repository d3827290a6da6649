import { buttonClasses } from "./ui/button-classes.ts";
import { EmptyState } from "./ui/EmptyState.tsx";

/** Every page carries this one, so it is made of plain elements. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        title="There is no page here"
        action={
          <a href="/home" className={buttonClasses("primary")}>
            Go to Home
          </a>
        }
      >
        The address may have a typing mistake, or what it pointed to was removed.
      </EmptyState>
    </main>
  );
}
