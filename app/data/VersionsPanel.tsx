"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import type { DatasetDetail } from "./DatasetView.tsx";
import { GradeBadge } from "./GradeBadge.tsx";

/** Every state the dataset has been in; results point at the one they were computed on. */
export function VersionsPanel({ detail: { versions } }: { readonly detail: DatasetDetail }) {
  const format = useFormat();
  return (
    <Panel title="Versions" flush>
      {versions.length === 0 ? (
        <EmptyState title="One version">This dataset comes with Quantloom and changes with a release only.</EmptyState>
      ) : (
        <Table label="Versions">
          <thead>
            <tr>
              <HeadCell align="right">Version</HeadCell>
              <HeadCell>Quality</HeadCell>
              <HeadCell align="right">Bars</HeadCell>
              <HeadCell>Made</HeadCell>
              <HeadCell>From</HeadCell>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.number}>
                <Cell align="right">{version.number}</Cell>
                <Cell>
                  <GradeBadge grade={version.grade} />
                </Cell>
                <Cell align="right">{format.integer(version.bars)}</Cell>
                <Cell className="figure whitespace-nowrap">{format.dateTime(version.createdAt)}</Cell>
                <Cell className="min-w-40 text-muted text-xs [overflow-wrap:anywhere]">{version.origin}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
