import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  CriterionView,
  EntityResultView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { isRenewable, taskKey, tasksOn } from '../../viewModel/statements';
import { useStatements } from './StatementsContext';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      '@media print': { display: 'none' },
    },
  }),
  { name: 'ProductionReadinessCriterionActions' },
);

/** What a person can do about a criterion on an entity: state, renew, ask for a waiver. */
export function CriterionActions(props: {
  criterion: Pick<CriterionView, 'id' | 'text' | 'decides'>;
  result: Pick<EntityResultView, 'entityRef' | 'status'>;
}) {
  const t = useText();
  const classes = useStyles();
  const statements = useStatements();
  if (!statements) return null;
  const { criterion, result } = props;
  const { entityRef, status } = result;
  const tasks = tasksOn(statements.tasks, { about: criterion.id, entityRef });
  const mine = tasks.filter(
    task => task.may.allowed && task.state !== 'not-wanted',
  );
  const mayBeWaived =
    !criterion.decides && (status === 'fail' || status === 'unknown');
  if (mine.length === 0 && !mayBeWaived) return null;
  return (
    <div className={classes.root}>
      {mine.filter(isRenewable).map(task => (
        <Button
          key={taskKey(task)}
          size="small"
          color="primary"
          variant="outlined"
          disabled={statements.busy}
          onClick={() => statements.renew(task)}
        >
          {t('statements.stillTrue')}
        </Button>
      ))}
      {mine.length > 0 && (
        <Button
          size="small"
          color="primary"
          variant="outlined"
          onClick={() => statements.attest(mine)}
        >
          {t('statements.attest')}
        </Button>
      )}
      {mayBeWaived && (
        <Button
          size="small"
          color="primary"
          onClick={() =>
            statements.waive({
              about: criterion.id,
              title: criterion.text,
              entityRef,
            })
          }
        >
          {t('statements.askWaiver')}
        </Button>
      )}
    </div>
  );
}
