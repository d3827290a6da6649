"use client";
import { FileCode2, FileJson2, FileSpreadsheet } from "lucide-react";
import type { ReactNode } from "react";
import { Menu, MenuItem, menuItemClasses } from "../../ui/Menu.tsx";
import { ExportButton } from "./ExportButton.tsx";

const files: readonly { readonly file: string; readonly label: string; readonly icon: ReactNode }[] = [
  { file: "report.html", label: "Report, one page of HTML", icon: <FileCode2 size={15} aria-hidden="true" /> },
  { file: "equity.csv", label: "Equity curve, CSV", icon: <FileSpreadsheet size={15} aria-hidden="true" /> },
  { file: "orders.csv", label: "Orders, CSV", icon: <FileSpreadsheet size={15} aria-hidden="true" /> },
  { file: "fills.csv", label: "Fills, CSV", icon: <FileSpreadsheet size={15} aria-hidden="true" /> },
  { file: "result.json", label: "Everything, JSON", icon: <FileJson2 size={15} aria-hidden="true" /> },
];

/** The forms in which a result can be kept, open. Trades as CSV are with the table of trades, as it is filtered. */
export function ExportMenu({ id }: { readonly id: string }) {
  return (
    <Menu startsOpen trigger={<ExportButton />}>
      {files.map(({ file, label, icon }) => (
        <MenuItem key={file} asChild>
          <a className={menuItemClasses} href={`/api/backtests/${id}/export/${file}`} download>
            {icon}
            {label}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
