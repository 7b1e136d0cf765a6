import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  JsonValue,
  LeafView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { distinctValues } from '../../viewModel/actual';
import {
  formatValue,
  isCut,
  prettyValue,
  readPath,
} from '../../viewModel/format';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { margin: 0, padding: 0, listStyle: 'none' },
    code: {
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      color: theme.palette.text.primary,
    },
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

/** The values that a check read, each with where it was read: `http.health.status = 200`. */
export function ReadValues(props: { leaf: LeafView; entityRef: string }) {
  const t = useText();
  const classes = useStyles();
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
  const owner = (entityRef: string) =>
    entityRef === props.entityRef ? '' : ` (${entityRef})`;
  return (
    <ul className={classes.root}>
      {values.map(each => (
        <li key={`${each.entityRef}|${each.fact}|${each.path}`}>
          <ReadValue {...each} />
          {owner(each.entityRef)}
        </li>
      ))}
      {missing.map(each => (
        <li key={placeOf(each)}>
          <code className={classes.code}>{each.fact}</code>{' '}
          {t('detail.noValue')}
          {owner(each.entityRef)}
        </li>
      ))}
    </ul>
  );
}

/** A long value opens to all of it. */
function ReadValue(props: { fact: string; path: string; value: JsonValue }) {
  const classes = useStyles();
  const { fact, path, value } = props;
  const line = (
    <code className={classes.code}>
      {readPath(fact, path)} = {formatValue(value)}
    </code>
  );
  if (!isCut(value)) return line;
  return (
    <details>
      <summary>{line}</summary>
      <pre className={classes.whole}>{prettyValue(value)}</pre>
    </details>
  );
}

/** Facts are missing as a whole, not value by value. */
function placeOf(each: { entityRef: string; fact: string }): string {
  return `${each.entityRef}|${each.fact}`;
}
