import { Link } from '@backstage/core-components';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  GateRow,
  LeafResult,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import {
  leafWord,
  restsOnCritical,
  rowShape,
  rowWord,
  worstRowsFirst,
  type RowKind,
} from '../../viewModel/gateRows';
import { itemOfRef } from '../../viewModel/itemOfRef';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';
import { Disclosure, SUMMARY_TEXT } from '../Panel/Disclosure';
import { StrengthTag } from '../Strength/StrengthTag';

const useStyles = makeStyles(
  (theme: Theme) => ({
    title: SUMMARY_TEXT,
    word: {
      whiteSpace: 'nowrap',
      fontSize: '0.875rem',
      '@media print': { fontSize: '8pt' },
    },
    message: {
      color: theme.palette.text.secondary,
      fontSize: '0.875rem',
      marginBottom: theme.spacing(0.5),
    },
    leaves: { listStyle: 'none', margin: 0, padding: 0 },
    leaf: {
      padding: theme.spacing(0.25, 0),
      fontSize: '0.875rem',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'ProductionReadinessGateRow' },
);

export interface GateRowLineProps {
  kind: RowKind;
  row: GateRow;
  open: boolean;
  onToggle(): void;
  titles: Record<string, string>;
  /** The critical rows, for a row that asks for all of them. */
  critical: GateRow[];
  /** Address of an item in the scorecard. */
  itemLink(itemId: string): string;
  whoOf(who: string | undefined): string;
}

/** A row that decides, in a word, opening to what it rests on. */
export function GateRowLine(props: GateRowLineProps) {
  const t = useText();
  const classes = useStyles();
  const { kind, row, open, onToggle, critical } = props;
  const word = rowWord(kind, row.truth);
  const shape = rowShape(word);
  return (
    <Disclosure
      open={open}
      onToggle={onToggle}
      summary={
        <>
          <Mark tone={shape} size={18} />
          <span className={classes.title}>{row.title}</span>
          <span className={classes.word}>
            <ToneText tone={shape}>{t(`gate.${word}`)}</ToneText>
          </span>
        </>
      }
    >
      {() => (
        <>
          {row.message && <div className={classes.message}>{row.message}</div>}
          <ul className={classes.leaves} aria-label={t('gate.leaves')}>
            {kind === 'go' && restsOnCritical(row, critical)
              ? worstRowsFirst('critical', critical).map(each => (
                  <li key={each.id} className={classes.leaf}>
                    <CriticalEntry {...props} row={each} />
                  </li>
                ))
              : row.leaves.map((leaf, index) => (
                  <li key={index} className={classes.leaf}>
                    <LeafEntry {...props} leaf={leaf} />
                  </li>
                ))}
          </ul>
        </>
      )}
    </Disclosure>
  );
}

/** A critical row in a line, with the way to the first item that keeps it open. */
function CriticalEntry(props: GateRowLineProps) {
  const t = useText();
  const { row, itemLink } = props;
  const word = rowWord('critical', row.truth);
  const leaf =
    row.leaves.find(each => each.ref && each.truth === row.truth) ??
    row.leaves.find(each => each.ref);
  return (
    <>
      <Mark tone={rowShape(word)} size={14} label={t(`gate.${word}`)} />{' '}
      {leaf?.ref ? (
        <Link underline="always" to={itemLink(itemOfRef(leaf.ref))}>
          {row.title}
        </Link>
      ) : (
        row.title
      )}
      {row.truth !== 'true' && row.message && ` · ${row.message}`}
    </>
  );
}

function LeafEntry(props: GateRowLineProps & { leaf: LeafResult }) {
  const t = useText();
  const { leaf, kind, row, titles, itemLink, whoOf } = props;
  const word = leafWord(kind, leaf);
  const itemId = leaf.ref && itemOfRef(leaf.ref);
  const name =
    (leaf.ref && (titles[leaf.ref] ?? leaf.ref)) ??
    leaf.expected ??
    leaf.report ??
    (leaf.kind === 'score' ? t('gate.scoreLeaf') : undefined) ??
    leaf.expression ??
    leaf.role ??
    leaf.kind;
  const because = leaf.message !== row.message && leaf.message;
  return (
    <>
      <Mark tone={rowShape(word)} size={14} label={t(`gate.${word}`)} />{' '}
      {itemId ? (
        <Link underline="always" to={itemLink(itemId)}>
          {name}
        </Link>
      ) : (
        <span>{name}</span>
      )}
      {because && ` · ${because}`}
      {!leaf.counted && ` · ${t('detail.dropped')}`}
      {leaf.truth === 'unknown' && leaf.who && ` · ${whoOf(leaf.who)}`}{' '}
      {leaf.kind !== 'score' && leaf.kind !== 'item' && leaf.counted && (
        <StrengthTag strength={leaf.strength} open={leaf.truth === 'unknown'} />
      )}
    </>
  );
}
