import { CopyButton } from "../ui/CopyButton.tsx";
import { Panel } from "../ui/Panel.tsx";

const command = "npm run -s quantloom -- verify-record record.json";
const hashed = '["quantloom.mark/1", versionId, "paper", sequence, day, equity, capital, positions, at, previousHash]';

/** How the downloaded file is verified where nothing of this site is trusted. */
export function OfflinePanel() {
  return (
    <Panel
      title="Without this page"
      description="Download the record of a version, and verify the file with no network at all."
    >
      <div className="grid gap-3 text-sm">
        <p className="flex flex-wrap items-center gap-1">
          Wherever the source of Quantloom is: <code className="break-all font-mono text-xs">{command}</code>
          <CopyButton text={command} label="Copy the command" />
        </p>
        <p>
          Or with a few lines of your own. The hash of a mark is the SHA-256 of this JSON array without spaces, and the{" "}
          <code className="font-mono text-xs">previousHash</code> of the first one is the seal:
        </p>
        <pre className="whitespace-pre-wrap break-words rounded-md bg-sunken p-3 font-mono text-xs">{hashed}</pre>
      </div>
    </Panel>
  );
}
