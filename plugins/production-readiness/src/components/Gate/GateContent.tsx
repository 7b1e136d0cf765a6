import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useChecklistChoice } from '../../hooks/useChecklistChoice';
import { useGate } from '../../hooks/useGate';
import { useRun } from '../../hooks/useRun';
import { RunChecks } from '../RunChecks/RunChecks';
import { NeverRun } from '../States/NeverRun';
import { NoChecklist } from '../States/NoChecklist';
import { ScreenError } from '../States/ScreenError';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
import { Clock } from '../Time/Clock';
import { GateBoard } from './GateBoard';
import { LaunchReview } from './LaunchReview';

const HEIGHTS = [150, 320, 220, 200];

/** The entity tab *Go / No-Go*: do we launch? */
export function GateContent() {
  const { entity } = useEntity();
  const [choice] = useChecklistChoice();
  const entityRef = stringifyEntityRef(entity);
  const { value, error, reload } = useGate({ entityRef, ...choice });
  if (value === undefined) {
    return error ? (
      <ScreenError error={error} />
    ) : (
      <ScreenSkeleton heights={HEIGHTS} />
    );
  }
  if (value === null) return <NoChecklist entity={entity} />;
  return (
    <Clock>
      {error && <StaleNotice error={error} />}
      <LoadedGate gate={value} onChanged={reload} />
    </Clock>
  );
}

function LoadedGate(props: { gate: GateView; onChanged(): void }) {
  const { gate, onChanged } = props;
  if (gate.evaluatedAt === null) {
    return <NeverChecked gate={gate} onChanged={onChanged} />;
  }
  // Without rows that decide there is nothing to review.
  if (gate.verdict === null) return <GateBoard gate={gate} />;
  return <LaunchReview gate={gate} onEvaluated={onChanged} />;
}

function NeverChecked(props: { gate: GateView; onChanged(): void }) {
  const { gate, onChanged } = props;
  const run = useRun({
    entityRef: gate.entityRef,
    checklist: gate.checklist.id,
    subject: gate.subjectRef,
    initial: null,
    onFinished: onChanged,
  });
  return (
    <NeverRun
      checklist={gate.checklist.title}
      action={<RunChecks run={run} subjectRef={gate.subjectRef} />}
    />
  );
}
