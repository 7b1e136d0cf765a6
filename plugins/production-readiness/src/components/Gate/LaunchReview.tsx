import { Link } from '@backstage/core-components';
import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import Alert from '@material-ui/lab/Alert';
import { useEffect, useRef } from 'react';
import { messageOf } from '../../api/failure';
import { useReviewLinks } from '../../hooks/useReviewLinks';
import { useTabLink } from '../../hooks/useTabLink';
import { useUnitReview, type UnitReview } from '../../hooks/useUnitReview';
import { SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { canOpenNext } from '../../viewModel/currentReview';
import { BeforeReview } from '../Review/BeforeReview';
import { OpenReviewButton } from '../Review/OpenReviewButton';
import { ReviewActsProvider } from '../Review/ReviewActsProvider';
import { ReviewBoard } from '../Review/ReviewBoard';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { StaleNotice } from '../States/StaleNotice';
import { useWho } from '../States/useWho';
import { StatementsProvider } from '../Statements/StatementsProvider';
import { GateBoard } from './GateBoard';
import { MemberPanel } from './MemberPanel';

const HEIGHTS = [150, 120, 320];

/** The launch review of a unit that is under way with its board; before any, the board as it would be. */
export function LaunchReview(props: { gate: GateView; onEvaluated(): void }) {
  const t = useText();
  const { gate, onEvaluated } = props;
  const { subjectRef } = gate;
  const { value, error, reload } = useUnitReview({
    subjectRef,
    checklist: gate.checklist.id,
  });
  useNewEvaluation(value?.current?.evaluatedAt, onEvaluated);
  if (value === undefined) {
    if (!error) return <ScreenSkeleton heights={HEIGHTS} />;
    return (
      <GateBoard
        gate={gate}
        review={
          <Alert severity="warning" style={{ marginBottom: 16 }}>
            {t('review.unreadable', { message: messageOf(error) })}
          </Alert>
        }
      />
    );
  }
  return (
    // Of the launch unit on a member's page too: its board stands there.
    <StatementsProvider
      view={{ ...gate, entityRef: subjectRef }}
      onChanged={() => {
        reload();
        onEvaluated();
      }}
    >
      {error && <StaleNotice error={error} />}
      {value.current ? (
        <UnderWay gate={gate} current={value.current} onChanged={reload} />
      ) : (
        <GateBoard
          gate={gate}
          review={
            <BeforeReview gate={gate} last={value.last} onOpened={reload} />
          }
        />
      )}
    </StatementsProvider>
  );
}

function UnderWay(props: {
  gate: GateView;
  current: NonNullable<UnitReview['current']>;
  onChanged(): void;
}) {
  const t = useText();
  const links = useReviewLinks();
  const tabLink = useTabLink();
  const { gate, current, onChanged } = props;
  const whoOf = useWho(gate.roles);
  const itemLink = (item: string) =>
    tabLink(gate.subjectRef, SCORECARD_PATH, {
      checklist: gate.checklist.id,
      item,
    });
  return (
    <ReviewActsProvider review={current} onChanged={onChanged}>
      {!gate.isSubject && (
        <MemberPanel gate={gate} itemLink={itemLink} whoOf={whoOf} />
      )}
      <ReviewBoard
        gate={gate}
        more={
          <>
            {canOpenNext(current) && (
              <OpenReviewButton
                gate={gate}
                variant="text"
                onOpened={onChanged}
              />
            )}
            {links && (
              <Link underline="always" to={links.review(current.id)}>
                {t('review.wholePage')}
              </Link>
            )}
          </>
        }
      />
    </ReviewActsProvider>
  );
}

/** Calls back when a review was judged anew: the rest of the board is older than it then. */
function useNewEvaluation(
  evaluatedAt: string | null | undefined,
  onEvaluated: () => void,
) {
  const seen = useRef(evaluatedAt);
  const call = useRef(onEvaluated);
  call.current = onEvaluated;
  useEffect(() => {
    if (seen.current && evaluatedAt && seen.current !== evaluatedAt) {
      call.current();
    }
    seen.current = evaluatedAt;
  }, [evaluatedAt]);
}
