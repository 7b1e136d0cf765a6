import type { GateView } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { ReactNode } from 'react';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { BrokenChecklistNotice } from '../States/BrokenChecklistNotice';
import { ObserveNotice } from '../States/ObserveNotice';
import { useWho } from '../States/useWho';
import { BoardFoot } from './BoardFoot';
import { GateHeadline } from './GateHeadline';
import { MemberPanel } from './MemberPanel';
import { PATH_ANCHOR, PathPanel } from './PathPanel';
import { PostLaunchPanel } from './PostLaunchPanel';
import { RowsPanels } from './RowsPanels';
import { usePrintableApp } from './usePrintableApp';

/** The whole board of a launch unit of which no review is under way, each station answering in a word. */
export function GateBoard(props: {
  gate: GateView;
  /** What to do about a launch review. */
  review?: ReactNode;
}) {
  const { gate } = props;
  const whoOf = useWho(gate.roles);
  const tabLink = useTabLink();
  usePrintableApp();
  const itemLink = (item: string) =>
    tabLink(gate.subjectRef, SCORECARD_PATH, {
      checklist: gate.checklist.id,
      item,
    });
  return (
    <>
      <BrokenChecklistNotice sentence={gate.brokenChecklist} />
      {!gate.enforced && gate.verdict !== null && <ObserveNotice />}
      {!gate.isSubject && (
        <MemberPanel gate={gate} itemLink={itemLink} whoOf={whoOf} />
      )}
      <GateHeadline gate={gate} />
      {props.review}
      <RowsPanels board={gate} itemLink={itemLink} whoOf={whoOf} />
      {gate.verdict !== null && (
        <div id={PATH_ANCHOR}>
          <PathPanel gate={gate} itemLink={itemLink} whoOf={whoOf} />
        </div>
      )}
      <BoardFoot gate={gate} />
      <PostLaunchPanel windows={gate.postLaunch} whoOf={whoOf} />
    </>
  );
}
