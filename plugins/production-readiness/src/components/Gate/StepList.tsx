import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useState } from 'react';
import { useText, type Text } from '../../text';
import type { PathStep } from '../../viewModel/pathSteps';

const SHOWN = 12;

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: {
      margin: 0,
      paddingLeft: theme.spacing(3.5),
      columnWidth: 320,
      columnGap: theme.spacing(4),
      '@media print': { columnWidth: 200 },
    },
    entry: {
      breakInside: 'avoid',
      padding: theme.spacing(0.25, 0),
      '@media print': { padding: 0 },
    },
    more: { '@media print': { display: 'none' } },
  }),
  { name: 'ProductionReadinessStepList' },
);

/** Steps of the path, the first dozen until asked for all: a hundred lines help nobody start. */
export function StepList(props: {
  steps: PathStep[];
  itemLink(itemId: string): string;
}) {
  const t = useText();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const { steps, itemLink } = props;
  const shown = all ? steps : steps.slice(0, SHOWN);
  return (
    <>
      <ol className={classes.list}>
        {shown.map(step => (
          <li key={step.id} className={classes.entry}>
            {step.itemId ? (
              <Link to={itemLink(step.itemId)}>{step.title}</Link>
            ) : (
              rowText(step, t)
            )}
          </li>
        ))}
      </ol>
      {steps.length > SHOWN && (
        <Button
          size="small"
          color="primary"
          className={classes.more}
          onClick={() => setAll(!all)}
        >
          {all
            ? t('gate.showFewer')
            : t('gate.showAll', { number: String(steps.length) })}
        </Button>
      )}
    </>
  );
}

function rowText(step: PathStep, t: Text): string {
  return step.trigger
    ? t('gate.mustBeClear', { title: step.title })
    : step.title;
}
