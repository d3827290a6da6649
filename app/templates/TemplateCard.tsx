"use client";
import { ArrowRight, FlaskConical } from "lucide-react";
import { useCallback } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Sparkline } from "../ui/Sparkline.tsx";
import type { Curve } from "./curve-message.ts";
import { GalleryCard, instrumentWords } from "./GalleryCard.tsx";
import type { TemplateSummary } from "./gallery-filter.ts";
import { useBacktestTemplate } from "./use-backtest-template.ts";
import { useCreateStrategy } from "./use-create-strategy.ts";
import { useSeen } from "./use-seen.ts";

type TemplateCardProps = {
  readonly template: TemplateSummary;
  /** The equity computed in this browser; undefined while it is computed, null where it could not be. */
  readonly curve: Curve | null | undefined;
  /** What the curve was computed on, in words. */
  readonly history: string | null;
  /** The history that it is backtested on; null while there is none. */
  readonly datasetId: string | null;
  /** Called once the card is about to be seen. */
  readonly onSeen: (template: TemplateSummary) => void;
};

export function TemplateCard({ template, curve, history, datasetId, onSeen }: TemplateCardProps) {
  const create = useCreateStrategy();
  const backtest = useBacktestTemplate();
  const isBusy = create.isPending || create.isSuccess || backtest.isPending || backtest.isSuccess;
  const card = useSeen<HTMLElement>(useCallback(() => onSeen(template), [onSeen, template]));
  return (
    <GalleryCard
      ref={card}
      id={template.id}
      title={template.title}
      summary={template.summary}
      preview={<CurvePreview curve={curve} title={template.title} history={history} />}
      difficulty={template.difficulty}
      facts={[`${template.nodes} nodes`, `${template.timeframe} bars`, instrumentWords(template.symbols)]}
      tags={template.tags}
      actions={
        <>
          <Button
            className="grow"
            variant="primary"
            aria-describedby={`template-${template.id}`}
            disabled={isBusy && !create.isPending && !create.isSuccess}
            busy={create.isPending || create.isSuccess}
            onClick={() => create.mutate({ templateId: template.id })}
          >
            Open in canvas
            <ArrowRight size={15} aria-hidden="true" />
          </Button>
          {datasetId === null ? null : (
            <Button
              aria-describedby={`template-${template.id}`}
              disabled={isBusy && !backtest.isPending && !backtest.isSuccess}
              busy={backtest.isPending || backtest.isSuccess}
              onClick={() => backtest.mutate({ templateId: template.id, datasetId })}
            >
              <FlaskConical size={15} aria-hidden="true" />
              Backtest
            </Button>
          )}
        </>
      }
    />
  );
}

type CurvePreviewProps = {
  readonly curve: Curve | null | undefined;
  readonly title: string;
  readonly history: string | null;
};

function CurvePreview({ curve, title, history }: CurvePreviewProps) {
  const format = useFormat();
  if (curve === undefined) return <Skeleton className="h-24 w-full" />;
  if (curve === null) return <p className="grid h-24 place-items-center text-faint text-xs">No preview available</p>;
  const change = curve.final / curve.capital - 1;
  return (
    <div className="grid gap-1">
      <Sparkline
        values={curve.equity}
        label={`Equity of ${title}, from ${format.session(curve.from)} to ${format.session(curve.to)}`}
        className="h-19 w-full"
      />
      <p className="flex items-baseline justify-between gap-2 text-2xs text-faint">
        <span className="truncate">
          {history}, {format.session(curve.from)} to {format.session(curve.to)}
        </span>
        <Delta value={change}>{format.percent(change, 1)}</Delta>
      </p>
    </div>
  );
}
