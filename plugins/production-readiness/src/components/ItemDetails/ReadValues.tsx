import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { LeafView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { formatValue, fullValue, readPath } from '../../viewModel/format';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: { margin: 0, padding: 0, listStyle: 'none' },
    code: {
      fontFamily: 'monospace',
      fontSize: '0.8125rem',
      color: theme.palette.text.primary,
    },
  }),
  { name: 'ProductionReadinessReadValues' },
);

/** The values that a check read, each with where it was read: `http.health.status = 200`. */
export function ReadValues(props: { leaf: LeafView; entityRef: string }) {
  const t = useText();
  const classes = useStyles();
  const values = props.leaf.values ?? [];
  const missing = (props.leaf.reads ?? []).filter(
    read =>
      !values.some(
        each => each.fact === read.fact && each.entityRef === read.entityRef,
      ),
  );
  if (!values.length && !missing.length) return null;
  const owner = (entityRef: string) =>
    entityRef === props.entityRef ? '' : ` (${entityRef})`;
  return (
    <ul className={classes.root}>
      {values.map(each => (
        <li key={`${each.entityRef}|${each.fact}|${each.path}`}>
          <code className={classes.code} title={fullValue(each.value)}>
            {readPath(each.fact, each.path)} = {formatValue(each.value)}
          </code>
          {owner(each.entityRef)}
        </li>
      ))}
      {missing.map(read => (
        <li key={`${read.entityRef}|${read.fact}|${read.path.join('.')}`}>
          <code className={classes.code}>
            {readPath(read.fact, read.path.join('.'))}
          </code>{' '}
          {t('detail.noValue')}
          {owner(read.entityRef)}
        </li>
      ))}
    </ul>
  );
}
