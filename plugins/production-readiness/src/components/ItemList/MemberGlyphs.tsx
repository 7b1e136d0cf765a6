import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { MemberShare } from '@production-readiness/backstage-plugin-production-readiness-common';
import { Link } from '@backstage/core-components';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { StatusMark } from '../Mark/StatusMark';

export const GLYPH_WIDTH = 30;

const useStyles = makeStyles(
  (theme: Theme) => ({
    // Titles come first where there is little room; what an item holds names its entities.
    row: {
      display: 'flex',
      flex: 'none',
      alignItems: 'center',
      '@media screen and (max-width: 959.95px)': { display: 'none' },
    },
    cell: { width: GLYPH_WIDTH, textAlign: 'center', lineHeight: 0 },
    head: {
      width: GLYPH_WIDTH,
      height: 130,
      display: 'flex',
      justifyContent: 'center',
      alignItems: 'flex-end',
    },
    name: {
      writingMode: 'vertical-rl',
      transform: 'rotate(180deg)',
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      maxHeight: 130,
      fontSize: '0.75rem',
      padding: theme.spacing(0.5, 0),
    },
  }),
  { name: 'ProductionReadinessMemberGlyphs' },
);

/** The members' names over their columns. */
export function MemberHeads(props: {
  members: MemberShare[];
  checklist: string;
}) {
  const classes = useStyles();
  const t = useText();
  return (
    <div className={classes.row} role="group" aria-label={t('items.members')}>
      {props.members.map(member => (
        <MemberHead
          key={member.entityRef}
          entityRef={member.entityRef}
          checklist={props.checklist}
        />
      ))}
    </div>
  );
}

function MemberHead(props: { entityRef: string; checklist: string }) {
  const classes = useStyles();
  const title = useEntityTitle(props.entityRef);
  const tabLink = useTabLink();
  return (
    <div className={classes.head}>
      <Link
        to={tabLink(props.entityRef, SCORECARD_PATH, {
          checklist: props.checklist,
        })}
        className={classes.name}
        title={title}
      >
        {title}
      </Link>
    </div>
  );
}

/** One shape a member; where the item does not concern it, nothing but a dash. */
export function MemberGlyphs(props: {
  members: MemberShare[];
  itemId: string;
}) {
  const classes = useStyles();
  return (
    <div className={classes.row}>
      {props.members.map(member => (
        <MemberGlyph
          key={member.entityRef}
          member={member}
          itemId={props.itemId}
        />
      ))}
    </div>
  );
}

function MemberGlyph(props: { member: MemberShare; itemId: string }) {
  const t = useText();
  const classes = useStyles();
  const { member, itemId } = props;
  const status = member.items[itemId] ?? 'not-applicable';
  const label = t('items.memberStatus', {
    member: useEntityTitle(member.entityRef),
    status: t(`status.${status}`),
  });
  return (
    <Tooltip title={label}>
      <span className={classes.cell}>
        <StatusMark status={status} size={14} label={label} />
      </span>
    </Tooltip>
  );
}
