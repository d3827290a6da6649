"use client";
import { useQuery } from "@tanstack/react-query";
import { FileCode2, FileJson2, FileSpreadsheet, FileText, Link2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useMayWrite } from "../../session/use-may-write.ts";
import { useTRPC } from "../../trpc/context.ts";
import { Menu, MenuItem, MenuSeparator, menuItemClasses } from "../../ui/Menu.tsx";
import { ExportButton } from "./ExportButton.tsx";

const ShareResult = lazy(() => import("./ShareResult.tsx").then((module) => ({ default: module.ShareResult })));

const files: readonly { readonly file: string; readonly label: string; readonly icon: ReactNode }[] = [
  { file: "report.html", label: "Report, one page of HTML", icon: <FileCode2 size={15} aria-hidden="true" /> },
  { file: "report.pdf", label: "Tear sheet, PDF", icon: <FileText size={15} aria-hidden="true" /> },
  { file: "equity.csv", label: "Equity curve, CSV", icon: <FileSpreadsheet size={15} aria-hidden="true" /> },
  { file: "orders.csv", label: "Orders, CSV", icon: <FileSpreadsheet size={15} aria-hidden="true" /> },
  { file: "fills.csv", label: "Fills, CSV", icon: <FileSpreadsheet size={15} aria-hidden="true" /> },
  { file: "result.json", label: "Everything, JSON", icon: <FileJson2 size={15} aria-hidden="true" /> },
];

/** The forms in which a result can be kept or shown, open. Trades as CSV are with the table of trades, as it is filtered. */
export function ExportMenu({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const mayShare = useMayWrite();
  const [isSharing, setIsSharing] = useState(false);
  const available = useQuery({ ...trpc.backtests.exports.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  // Until it is known what this installation can make: all but what needs a program of its own.
  const isOffered = (file: string): boolean =>
    available.data === undefined ? file !== "report.pdf" : available.data.some((name) => name === file);
  return (
    <>
      <Menu startsOpen trigger={<ExportButton />}>
        {files
          .filter(({ file }) => isOffered(file))
          .map(({ file, label, icon }) => (
            <MenuItem key={file} asChild>
              <a className={menuItemClasses} href={`/api/backtests/${id}/export/${file}`} download>
                {icon}
                {label}
              </a>
            </MenuItem>
          ))}
        {mayShare ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Link2 size={15} aria-hidden="true" />} onSelect={() => setIsSharing(true)}>
              Share by a link
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {isSharing ? (
        <Suspense fallback={null}>
          <ShareResult id={id} onClose={() => setIsSharing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
