import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  JsonValue,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText, type Text } from '../../text';
import { distinctValues } from '../../viewModel/actual';
import { prettyValue, readPath } from '../../viewModel/format';
import {
  factWords,
  isWhole,
  pathWords,
  valueWords,
} from '../../viewModel/words';
import { useNames } from '../Names/Names';
import { OfEntity } from './OfEntity';
import { useReferences } from './References';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { margin: 0, padding: 0, listStyle: 'none' },
    place: { color: theme.palette.text.secondary },
    value: { fontWeight: 600 },
    whole: {
      maxHeight: 320,
      overflow: 'auto',
      margin: theme.spacing(0.5, 0),
      padding: theme.spacing(1),
      fontSize: '0.75rem',
      backgroundColor: theme.palette.background.default,
    },
  }),
  { name: 'ProductionReadinessReadValues' },
);

/** The values that a check read, each with where it was read: `HTTP requests: health · status: 200`. */
export function ReadValues(props: { leaf: LeafView; entityRef: string }) {
  const t = useText();
  const classes = useStyles();
  const names = useNames();
  const values = distinctValues(props.leaf);
  const read = new Set(values.map(placeOf));
  const missing = [
    ...new Map(
      (props.leaf.reads ?? [])
        .filter(each => !read.has(placeOf(each)))
        .map(each => [placeOf(each), each]),
    ).values(),
  ];
  if (!values.length && !missing.length) return null;
  return (
    <ul className={classes.root}>
      {values.map(each => (
        <li key={`${each.entityRef}|${each.fact}|${each.path}`}>
          <ReadValue {...each} subject={props.entityRef} />
        </li>
      ))}
      {missing.map(each => (
        <li key={placeOf(each)}>
          <span className={classes.place} title={each.fact}>
            {factWords(each.fact, names)}:
          </span>{' '}
          {t('detail.noValue')}
          <OfEntity entityRef={each.entityRef} beside={props.entityRef} />
        </li>
      ))}
    </ul>
  );
}

/** A long value opens to all of it; the id of the place stands on hover. */
function ReadValue(props: {
  fact: string;
  path: string;
  value: JsonValue;
  entityRef: string;
  subject: string;
}) {
  const t = useText();
  const classes = useStyles();
  const names = useNames();
  const references = useReferences();
  const { fact, path, value } = props;
  const place = [
    factWords(fact, names),
    pathWords(path, ref => references?.titleOf(ref) ?? ref),
  ];
  const line = (
    <>
      <span className={classes.place} title={readPath(fact, path)}>
        {place.filter(Boolean).join(' · ')}:
      </span>{' '}
      <span className={classes.value}>{valueText(value, t)}</span>
      <OfEntity entityRef={props.entityRef} beside={props.subject} />
    </>
  );
  if (isWhole(value)) return line;
  return (
    <details>
      <summary>{line}</summary>
      <pre className={classes.whole}>{prettyValue(value)}</pre>
    </details>
  );
}

function valueText(value: JsonValue, t: Text): string {
  const words = valueWords(value);
  switch (words.kind) {
    case 'nothing':
      return t('detail.nothing');
    case 'truth':
      return words.value ? t('found.yes') : t('found.no');
    case 'text':
      return words.text;
    case 'fields':
      return t('detail.fields', { count: words.count });
    default:
      return [
        t('detail.entries', { count: words.count }),
        words.places.join(', '),
      ]
        .filter(Boolean)
        .join(': ')
        .concat(
          words.places.length && words.count > words.places.length ? ', …' : '',
        );
  }
}

/** Facts are missing as a whole, not value by value. */
function placeOf(each: { entityRef: string; fact: string }): string {
  return `${each.entityRef}|${each.fact}`;
}
