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
    hidden: { display: 'none' },
    paperOnly: { display: 'none', '@media print': { display: 'list-item' } },
    printed: {
      display: 'none',
      '@media print': { display: 'block', margin: 0 },
    },
    more: { '@media print': { display: 'none' } },
  }),
  { name: 'ProductionReadinessStepList' },
);

/** Steps of the path, the first dozen until asked for all: a hundred lines help nobody start. */
export function StepList(props: {
  steps: PathStep[];
  itemLink(itemId: string): string;
  /** Where steps of several stand together: who acts on each. */
  whoOf?(who: string | undefined): string;
  /** Paper holds all of them, not the first dozen. */
  printAll?: true;
}) {
  const t = useText();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const { steps, itemLink, whoOf, printAll } = props;
  const left = steps.length - SHOWN;
  const hidden = printAll ? classes.paperOnly : classes.hidden;
  return (
    <>
      <ol className={classes.list}>
        {steps.map((step, index) => (
          <li
            key={step.id}
            className={`${classes.entry} ${all || index < SHOWN ? '' : hidden}`}
          >
            {step.itemId ? (
              <Link to={itemLink(step.itemId)}>{step.title}</Link>
            ) : (
              rowText(step, t)
            )}
            {whoOf && ` · ${whoOf(step.who)}`}
          </li>
        ))}
      </ol>
      {left > 0 && !all && !printAll && (
        <p className={classes.printed}>
          {t('gate.andMore', { number: String(left) })}
        </p>
      )}
      {left > 0 && (
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
  if (step.trigger) return t('gate.mustBeClear', { title: step.title });
  return step.wanted ? `${step.title} · ${step.wanted}` : step.title;
}
