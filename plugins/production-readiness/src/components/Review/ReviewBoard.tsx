import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ReactNode } from 'react';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { boardOf } from '../../viewModel/reviewBoard';
import { BoardFoot } from '../Gate/BoardFoot';
import { PATH_ANCHOR, PathPanel } from '../Gate/PathPanel';
import { PostLaunchPanel } from '../Gate/PostLaunchPanel';
import { RowsPanels } from '../Gate/RowsPanels';
import { usePrintableApp } from '../Gate/usePrintableApp';
import { useWho } from '../States/useWho';
import { OpenItemsPanel } from './OpenItemsPanel';
import { PostLaunchTimeline } from './PostLaunchTimeline';
import { useReviewActs } from './ReviewActsContext';
import { ReviewHeadline } from './ReviewHeadline';
import { ReviewNotices } from './ReviewNotices';
import { SignOffsPanel } from './SignOffsPanel';
import { SinceLastGoPanel } from './SinceLastGoPanel';
import { StepsPanel } from './StepsPanel';

/** A launch as people poll for it: the verdict, the steps, what changed, each station in a word. */
export function ReviewBoard(props: {
  /** The launch unit's own board, where it is there. */
  gate?: GateView;
  /** Beside the acts of the headline. */
  more?: ReactNode;
}) {
  const tabLink = useTabLink();
  const { review } = useReviewActs();
  const { gate, more } = props;
  const whoOf = useWho(review.roles);
  usePrintableApp();
  const board = boardOf(review, gate);
  const itemLink = (item: string) =>
    tabLink(review.subjectRef, SCORECARD_PATH, {
      checklist: review.checklist.id,
      item,
    });
  const timeline = review.launch && <PostLaunchTimeline />;
  return (
    <>
      <ReviewNotices />
      <ReviewHeadline more={more} />
      <StepsPanel />
      {/* After a launch nothing is looked at before this. */}
      {timeline}
      <SinceLastGoPanel itemLink={itemLink} />
      <OpenItemsPanel itemLink={itemLink} />
      <RowsPanels
        board={board}
        itemLink={itemLink}
        whoOf={whoOf}
        beside={<SignOffsPanel />}
      />
      {review.state === 'open' && review.verdict !== null && (
        <div id={PATH_ANCHOR}>
          <PathPanel gate={board} itemLink={itemLink} whoOf={whoOf} />
        </div>
      )}
      {gate && <BoardFoot gate={gate} />}
      {gate && !timeline && (
        <PostLaunchPanel windows={gate.postLaunch} whoOf={whoOf} />
      )}
    </>
  );
}
