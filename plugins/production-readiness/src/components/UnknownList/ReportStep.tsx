import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useState } from 'react';
import { useText } from '../../text';
import { EntityName } from './EntityName';

const useStyles = makeStyles(
  (theme: Theme) => ({
    button: {
      minWidth: 0,
      padding: theme.spacing(0, 0.5),
      fontSize: 'inherit',
      textTransform: 'none',
      '@media print': { display: 'none' },
    },
    step: { margin: theme.spacing(0, 0, 1, 3), padding: 0 },
  }),
  { name: 'ProductionReadinessReportStep' },
);

const REPORT_ADDRESS = '/api/production-readiness/reports/{type}';

/** What CI has to provide: which types of reports, for which entities. */
export function ReportStep(props: {
  reports: string[];
  pushers: Map<string, string[]> | undefined;
  titleOf(type: string): string;
}) {
  const t = useText();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <>
      {' '}
      <Button
        size="small"
        color="primary"
        className={classes.button}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? t('unknown.hideStep') : t('unknown.showStep')}
      </Button>
      {open && (
        <div className={classes.step}>
          {t('unknown.step')}
          <ul>
            {props.reports.map(type => (
              <li key={type}>
                {props.titleOf(type)} (<code>{type}</code>)
                {props.pushers?.get(type)?.map((entityRef, index) => (
                  <span key={entityRef}>
                    {index ? ', ' : `: `}
                    <EntityName entityRef={entityRef} />
                  </span>
                ))}
              </li>
            ))}
          </ul>
          {t('unknown.stepHow', { address: REPORT_ADDRESS })}
        </div>
      )}
    </>
  );
}
