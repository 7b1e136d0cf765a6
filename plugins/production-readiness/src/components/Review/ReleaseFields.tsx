import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useEntityTitle } from '../../hooks/useEntityTitle';
import { useText } from '../../text';
import { isUsableCommit, type ReleaseLine } from '../../viewModel/releaseForm';
import { Field } from '../Statements/Field';

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5, 2),
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1, 0),
    },
    name: {
      ...theme.typography.body2,
      flex: '1 1 140px',
      minWidth: 0,
      overflowWrap: 'anywhere',
      paddingTop: theme.spacing(2),
    },
    commit: {
      flex: '2 1 300px',
      '& input': { fontFamily: 'monospace', fontSize: '0.8125rem' },
    },
  }),
  { name: 'ProductionReadinessReleaseFields' },
);

/** Which version and commit of each component is launched. */
export function ReleaseFields(props: {
  lines: ReleaseLine[];
  onChange(lines: ReleaseLine[]): void;
}) {
  const classes = useStyles();
  const { lines, onChange } = props;
  return (
    <ul className={classes.list}>
      {lines.map(line => (
        <ReleaseFieldLine
          key={line.entityRef}
          line={line}
          onChange={changed =>
            onChange(lines.map(each => (each === line ? changed : each)))
          }
        />
      ))}
    </ul>
  );
}

function ReleaseFieldLine(props: {
  line: ReleaseLine;
  onChange(line: ReleaseLine): void;
}) {
  const t = useText();
  const classes = useStyles();
  const { line, onChange } = props;
  const name = useEntityTitle(line.entityRef);
  const isBad = !isUsableCommit(line.commit);
  return (
    <li className={classes.line}>
      <span className={classes.name}>{name}</span>
      <Field
        size="small"
        label={t('review.releases.version')}
        value={line.version}
        placeholder="2.4.0"
        onChange={version => onChange({ ...line, version })}
        InputLabelProps={{ shrink: true }}
        inputProps={{ 'aria-label': t('review.releases.versionOf', { name }) }}
        style={{ width: 110 }}
      />
      <Field
        size="small"
        className={classes.commit}
        label={t('review.releases.commit')}
        value={line.commit}
        error={isBad}
        helperText={isBad ? t('review.releases.badCommit') : undefined}
        placeholder={t('review.releases.live')}
        onChange={commit => onChange({ ...line, commit })}
        InputLabelProps={{ shrink: true }}
        inputProps={{ 'aria-label': t('review.releases.commitOf', { name }) }}
      />
    </li>
  );
}
