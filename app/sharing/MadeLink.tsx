import { CopyButton } from "../ui/CopyButton.tsx";
import { Input } from "../ui/Input.tsx";

/** A link that was just made: its address is shown this once. */
export function MadeLink({ address }: { readonly address: string }) {
  return (
    <div className="grid gap-1 rounded-md bg-accent-soft p-3">
      <p className="text-sm">This is the link. It is shown this once; copy it now.</p>
      <div className="flex items-center gap-2">
        <Input
          readOnly
          aria-label="Link"
          data-testid="share-link"
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={address} label="Copy the link" size="md" />
      </div>
    </div>
  );
}
