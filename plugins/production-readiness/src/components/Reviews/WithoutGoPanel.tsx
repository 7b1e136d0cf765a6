import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { LaunchWithoutGo } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useState } from 'react';
import { messageOf } from '../../api/failure';
import { useLaunchesWithoutGo } from '../../hooks/useLaunchesWithoutGo';
import { useTabLink } from '../../hooks/useTabLink';
import { GATE_PATH } from '../../routes';
import { useText } from '../../text';
import { Mark } from '../Mark/Mark';
import { Disclosure } from '../Panel/Disclosure';
import { Panel } from '../Panel/Panel';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { Time } from '../Time/Time';

const useStyles = makeStyles(
  (theme: Theme) => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    entry: {
      padding: theme.spacing(0.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
    },
    baseline: { marginTop: theme.spacing(1) },
  }),
  { name: 'ProductionReadinessWithoutGo' },
);

/** What is in production and no GO stands for; what was there from the start is no offence and stands apart. */
export function WithoutGoPanel() {
  const t = useText();
  const classes = useStyles();
  const { value, error } = useLaunchesWithoutGo();
  const [open, setOpen] = useState(false);
  const baseline = (value ?? []).filter(each => each.baseline);
  const since = (value ?? []).filter(each => !each.baseline);
  return (
    <Panel
      title={t('reviews.withoutGo.title')}
      count={value ? since.length : undefined}
    >
      {!value && error && (
        <p role="alert">
          {t('reviews.withoutGo.failed', { message: messageOf(error) })}
        </p>
      )}
      {!value && !error && <ScreenSkeleton heights={[40]} />}
      {value && !since.length && t('reviews.withoutGo.none')}
      <Launches launches={since} mark />
      {baseline.length > 0 && (
        <div className={classes.baseline}>
          <Disclosure
            open={open}
            onToggle={() => setOpen(!open)}
            summary={t('reviews.withoutGo.baseline', {
              count: baseline.length,
            })}
          >
            {() => <Launches launches={baseline} />}
          </Disclosure>
        </div>
      )}
    </Panel>
  );
}

function Launches(props: { launches: LaunchWithoutGo[]; mark?: true }) {
  const t = useText();
  const classes = useStyles();
  const tabLink = useTabLink();
  if (!props.launches.length) return null;
  return (
    <ul className={classes.list}>
      {props.launches.map(({ subjectRef, title, owner, checklist, since }) => (
        <li key={`${subjectRef}|${checklist.id}`} className={classes.entry}>
          {props.mark && (
            <>
              <Mark tone="bad" size={16} />{' '}
            </>
          )}
          <Link
            underline="always"
            to={tabLink(subjectRef, GATE_PATH, { checklist: checklist.id })}
          >
            {title ?? parseEntityRef(subjectRef).name}
          </Link>
          {' · '}
          {checklist.title}
          {' · '}
          {t('reviews.withoutGo.since')} <Time at={since} />
          {owner && (
            <>
              {' · '}
              <EntityRefLink entityRef={owner} defaultKind="group" />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
