import { useQuery } from "@tanstack/react-query";
import { Download, LoaderCircle, ShieldCheck, ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import type { PublicRecordsDto } from "@/server/features/record/dto.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Panel } from "../ui/Panel.tsx";
import { loadRecord, recordAddress } from "./load-records.ts";

type VersionRecordProps = {
  readonly listing: string;
  readonly version: PublicRecordsDto["versions"][number];
  readonly showsMarks: boolean;
};

/** The chain of one version: its two ends, and whether everything between them holds. */
export function VersionRecord({ listing, version, showsMarks }: VersionRecordProps) {
  const format = useFormat();
  const { versionId, marks, head, lastDay } = version;
  return (
    <Panel
      title={`Version ${version.version}`}
      description={`Published ${format.date(version.publishedAt)}. ${format.integer(marks)} ${marks === 1 ? "mark" : "marks"}${lastDay === null ? "" : `, the newest of ${format.session(Date.parse(lastDay))}`}.`}
      actions={
        showsMarks ? (
          <Button asChild>
            <a href={recordAddress(listing, versionId)} download="record.json">
              <Download size={15} aria-hidden="true" />
              Download
            </a>
          </Button>
        ) : null
      }
    >
      <div className="grid gap-4">
        {showsMarks ? <VerifiedHere listing={listing} version={version} /> : <SaidByServer version={version} />}
        <dl className="grid gap-3 text-sm">
          <Hash label="Seal of what was published" hash={version.sealHash} />
          {head !== null && (
            <Hash label="Hash of the newest mark: note it to prove later what was known today" hash={head} />
          )}
        </dl>
      </div>
    </Panel>
  );
}

function VerifiedHere({ listing, version }: Omit<VersionRecordProps, "showsMarks">) {
  const format = useFormat();
  const verified = useQuery({
    queryKey: ["records", listing, version.versionId, version.head],
    retry: false,
    queryFn: async () => {
      const [record, { verifyHere }] = await Promise.all([
        loadRecord(listing, version.versionId),
        import("./verify-here.ts"),
      ]);
      return { marks: record.marks.length, problems: verifyHere(version, record) };
    },
  });
  if (verified.isError) return <Failed>{verified.error.message}</Failed>;
  if (verified.data === undefined) {
    return (
      <p role="status" className="flex items-center gap-2 text-muted">
        <LoaderCircle size={16} className="animate-spin" aria-hidden="true" />
        Computing every hash in this browser…
      </p>
    );
  }
  const { marks, problems } = verified.data;
  if (problems.length > 0) return <Problems problems={problems} />;
  return (
    <Holds>
      {format.integer(marks)} {marks === 1 ? "mark holds" : "marks hold"}: every hash was computed again in this
      browser.
    </Holds>
  );
}

function SaidByServer({ version: { marks, problems } }: Pick<VersionRecordProps, "version">) {
  const format = useFormat();
  if (problems.length > 0) return <Problems problems={problems} />;
  return (
    <Holds>
      {format.integer(marks)} {marks === 1 ? "mark holds" : "marks hold"}, says the server. The marks tell returns,
      which are not shown here.
    </Holds>
  );
}

function Holds({ children }: { readonly children: ReactNode }) {
  return (
    <p role="status" className="flex items-start gap-2 font-medium text-profit">
      <ShieldCheck size={18} className="mt-0.5 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

function Failed({ children }: { readonly children: ReactNode }) {
  return (
    <p role="status" className="flex items-start gap-2 text-danger">
      <ShieldX size={18} className="mt-0.5 shrink-0" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}

function Problems({
  problems,
}: {
  readonly problems: readonly { readonly sequence: number; readonly problem: string }[];
}) {
  return (
    <div className="grid gap-1">
      {problems.map(({ sequence, problem }) => (
        <Failed key={`${sequence}.${problem}`}>
          Mark {sequence} {problem}
        </Failed>
      ))}
    </div>
  );
}

function Hash({ label, hash }: { readonly label: string; readonly hash: string }) {
  return (
    <div>
      <dt className="text-faint text-xs">{label}</dt>
      <dd className="flex items-start gap-1">
        <code className="break-all font-mono text-xs">{hash}</code>
        <CopyButton text={hash} label={`Copy: ${label}`} />
      </dd>
    </div>
  );
}
