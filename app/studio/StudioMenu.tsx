"use client";
import {
  FileCode,
  FileDown,
  FileUp,
  History,
  ImageDown,
  Keyboard,
  Library,
  Share2,
  Sparkles,
  Store,
  Webhook,
  Workflow,
} from "lucide-react";
import { Menu, MenuItem, MenuSeparator } from "@/app/ui/Menu.tsx";
import type { ExportFormat } from "./export/export-document.ts";
import { StudioMenuButton } from "./StudioMenuButton.tsx";

export type StudioMenuProps = {
  readonly onTidy: () => void;
  readonly onExport: (format: ExportFormat) => void;
  readonly onImport: () => void;
  readonly onKeys: () => void;
  readonly onVersions: () => void;
  readonly onLibrary: () => void;
  readonly onShare: () => void;
  readonly onHook: () => void;
  readonly onPublish: () => void;
  /** null where no assistant is configured. */
  readonly onAssistant: (() => void) | null;
};

/** What is done with a strategy beside editing it; open. */
export function StudioMenu(props: StudioMenuProps) {
  return (
    <Menu startsOpen trigger={<StudioMenuButton />}>
      <MenuItem icon={<History size={15} />} onSelect={props.onVersions}>
        Versions
      </MenuItem>
      <MenuItem icon={<Workflow size={15} />} shortcut="L" onSelect={props.onTidy}>
        Tidy the layout
      </MenuItem>
      <MenuItem icon={<Library size={15} />} onSelect={props.onLibrary}>
        Block library
      </MenuItem>
      <MenuSeparator />
      {props.onAssistant === null ? null : (
        <MenuItem icon={<Sparkles size={15} />} onSelect={props.onAssistant}>
          Ask the assistant
        </MenuItem>
      )}
      <MenuItem icon={<Share2 size={15} />} onSelect={props.onShare}>
        Share
      </MenuItem>
      <MenuItem icon={<Webhook size={15} />} onSelect={props.onHook}>
        Webhook
      </MenuItem>
      <MenuItem icon={<Store size={15} />} onSelect={props.onPublish}>
        Publish
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<FileDown size={15} />} onSelect={() => props.onExport("json")}>
        Export as JSON
      </MenuItem>
      <MenuItem icon={<ImageDown size={15} />} onSelect={() => props.onExport("svg")}>
        Export as SVG
      </MenuItem>
      <MenuItem icon={<ImageDown size={15} />} onSelect={() => props.onExport("png")}>
        Export as PNG
      </MenuItem>
      <MenuItem icon={<FileCode size={15} />} onSelect={() => props.onExport("ts")}>
        Export as TypeScript
      </MenuItem>
      <MenuItem icon={<FileUp size={15} />} onSelect={props.onImport}>
        Import JSON
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Keyboard size={15} />} shortcut="?" onSelect={props.onKeys}>
        Keys
      </MenuItem>
    </Menu>
  );
}
