import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  AttestationInput,
  AttestationTask,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useMemo, useState } from 'react';
import { useText } from '../../text';
import {
  groupTasks,
  isUsableLink,
  TASK_GROUPS,
  taskKey,
  toInputs,
} from '../../viewModel/statements';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import { TaskLine } from './TaskLine';

const useStyles = makeStyles(
  (theme: Theme) => ({
    group: { margin: theme.spacing(2, 0, 0.5), fontWeight: 600 },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    form: { marginTop: theme.spacing(2) },
    field: { marginTop: theme.spacing(1.5) },
  }),
  { name: 'ProductionReadinessAttestDialog' },
);

/** States several things at once, with one evidence for all of them. */
export function AttestDialog(props: {
  tasks: AttestationTask[];
  /** They were asked for one by one: all are chosen. */
  preselected: boolean;
  roles: Record<string, string>;
  onClose(): void;
  onSubmit(inputs: AttestationInput[]): Promise<void>;
}) {
  const t = useText();
  const classes = useStyles();
  const { tasks, preselected, roles } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        preselected ? tasks.filter(task => task.may.allowed).map(taskKey) : [],
      ),
  );
  const [met, setMet] = useState(true);
  const [note, setNote] = useState('');
  const [link, setLink] = useState('');
  const groups = useMemo(() => groupTasks(tasks), [tasks]);
  const selected = tasks.filter(task => chosen.has(taskKey(task)));
  const onlyConditions =
    selected.length > 0 && selected.every(({ kind }) => kind === 'condition');
  const linkIsBad = !isUsableLink(link);
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  return (
    <FormDialog
      wide
      title={t('statements.title')}
      submit={t('statements.submit', { count: selected.length })}
      incomplete={selected.length === 0 || linkIsBad}
      onClose={props.onClose}
      onSubmit={() => props.onSubmit(toInputs(selected, { met, note, link }))}
    >
      <Typography variant="body2">{t('statements.says')}</Typography>
      {tasks.length === 0 && (
        <Typography paragraph>{t('statements.nothing')}</Typography>
      )}
      {TASK_GROUPS.filter(group => groups[group].length > 0).map(group => (
        <div key={group}>
          <Typography component="h3" variant="body1" className={classes.group}>
            {t(`statements.groups.${group}`)}
          </Typography>
          <ul className={classes.list}>
            {groups[group].map(task => (
              <TaskLine
                key={taskKey(task)}
                task={task}
                role={roles[task.role] ?? task.role}
                chosen={chosen.has(taskKey(task))}
                onToggle={() => toggle(taskKey(task))}
              />
            ))}
          </ul>
        </div>
      ))}
      <div className={classes.form}>
        {!onlyConditions && (
          <RadioGroup
            row
            aria-label={t('statements.statement')}
            value={met ? 'met' : 'not-met'}
            onChange={event => setMet(event.target.value === 'met')}
          >
            <FormControlLabel
              value="met"
              control={<Radio color="primary" />}
              label={t('statements.met')}
            />
            <FormControlLabel
              value="not-met"
              control={<Radio color="primary" />}
              label={t('statements.notMet')}
            />
          </RadioGroup>
        )}
        <Field
          fullWidth
          multiline
          minRows={2}
          className={classes.field}
          label={t('statements.note')}
          helperText={t('statements.noteHelp')}
          value={note}
          onChange={setNote}
        />
        <Field
          fullWidth
          type="url"
          className={classes.field}
          label={t('statements.link')}
          error={linkIsBad}
          helperText={linkIsBad ? t('statements.linkBad') : undefined}
          value={link}
          onChange={setLink}
        />
      </div>
    </FormDialog>
  );
}
