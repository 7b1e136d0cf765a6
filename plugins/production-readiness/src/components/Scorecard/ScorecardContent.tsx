import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ScorecardView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useChecklistChoice } from '../../hooks/useChecklistChoice';
import { useHistory } from '../../hooks/useHistory';
import { useRun } from '../../hooks/useRun';
import { useScorecard } from '../../hooks/useScorecard';
import { ChecklistSwitch } from '../Checklist/ChecklistSwitch';
import { RunChecks } from '../RunChecks/RunChecks';
import { isNotJudged } from '../../api/failure';
import { OtherChecklists } from '../States/OtherChecklists';
import { NeverRun } from '../States/NeverRun';
import { NoChecklist } from '../States/NoChecklist';
import { ScreenError } from '../States/ScreenError';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
import { StatementsProvider } from '../Statements/StatementsProvider';
import { Clock } from '../Time/Clock';
import { ScorecardBody } from './ScorecardBody';

const HEIGHTS = [170, 140, 120, 70, 400];

/** The entity tab *Scorecard*: what is wrong with my service, and what do I do? */
export function ScorecardContent() {
  const { entity } = useEntity();
  const [choice] = useChecklistChoice();
  const entityRef = stringifyEntityRef(entity);
  const { value, error, reload } = useScorecard({ entityRef, ...choice });
  if (value === undefined) {
    if (error && isNotJudged(error) && (choice.checklist || choice.subject)) {
      return <OtherChecklists entity={entity} error={error} />;
    }
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
      <LoadedScorecard
        key={`${entityRef}|${value.checklist.id}|${value.subjectRef}`}
        entity={entity}
        view={value}
        onChanged={reload}
      />
    </Clock>
  );
}

function LoadedScorecard(props: {
  entity: Entity;
  view: ScorecardView;
  onChanged(): void;
}) {
  const { entity, view, onChanged } = props;
  const selector = {
    entityRef: view.entityRef,
    checklist: view.checklist.id,
    subject: view.subjectRef,
  };
  const history = useHistory({ ...selector, evaluatedAt: view.evaluatedAt });
  const run = useRun({ ...selector, initial: view.run, onFinished: onChanged });
  const runChecks = <RunChecks run={run} subjectRef={view.subjectRef} />;
  const checklistSwitch = <ChecklistSwitch view={view} />;
  if (view.state === 'never-run') {
    return (
      <NeverRun
        checklist={view.checklist.title}
        action={
          <>
            {runChecks}
            {checklistSwitch}
          </>
        }
      />
    );
  }
  return (
    <StatementsProvider view={view} onChanged={onChanged}>
      <ScorecardBody
        entity={entity}
        view={view}
        history={history.value}
        runChecks={runChecks}
        checklistSwitch={checklistSwitch}
      />
    </StatementsProvider>
  );
}
