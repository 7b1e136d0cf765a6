import { CodeSnippet } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ConnectionView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { gainOf, STANDING_TONE, standingOf } from '../../viewModel/connections';
import { Fields } from '../ItemDetails/Fields';
import { Mark } from '../Mark/Mark';
import { Disclosure, SUMMARY_TEXT } from '../Panel/Disclosure';
import { Time } from '../Time/Time';

const useStyles = makeStyles(
  (theme: Theme) => ({
    text: SUMMARY_TEXT,
    title: { fontWeight: 600 },
    gain: { color: theme.palette.text.secondary },
    when: {
      fontSize: '0.75rem',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
    },
    list: { margin: 0, paddingLeft: theme.spacing(2) },
    config: { minWidth: 0, marginTop: theme.spacing(1) },
  }),
  { name: 'ProductionReadinessConnectionLine' },
);

/** One source: how it fares, what it verifies, and what to do where it does not work. */
export function ConnectionLine(props: {
  source: ConnectionView;
  open: boolean;
  onToggle(): void;
}) {
  const t = useText();
  const classes = useStyles();
  const { source, open, onToggle } = props;
  const { facts, entities, lastError, config, hint } = source;
  const standing = standingOf(source);
  const { criteria, units } = gainOf(source);
  const verb = ['missing', 'unused'].includes(standing) ? 'would' : 'does';
  return (
    <Disclosure
      open={open}
      onToggle={onToggle}
      summary={
        <>
          <Mark
            tone={STANDING_TONE[standing]}
            label={t(`connections.standing.${standing}`)}
          />
          <span className={classes.text}>
            <span className={classes.title}>{source.title}</span>
            <span className={classes.gain}>
              {' · '}
              {t(`connections.gain.${verb}`, {
                criteria: t('connections.criteria', { count: criteria }),
                units: t('connections.units', { count: units }),
              })}
              {standing === 'failing' && lastError && ` · ${lastError.message}`}
            </span>
          </span>
          {source.lastSuccessAt && (
            <span className={classes.when}>
              {t('connections.lastSuccess')} <Time at={source.lastSuccessAt} />
            </span>
          )}
        </>
      }
    >
      {() => (
        <>
          <Fields
            rows={[
              [
                t('connections.error'),
                lastError && (
                  <>
                    {lastError.message} ·{' '}
                    <EntityRefLink entityRef={lastError.entityRef} />{' '}
                    <Time at={lastError.at} />
                  </>
                ),
              ],
              [
                t('connections.serves'),
                t('connections.servesLine', {
                  facts: String(facts.wanted - facts.notConnected),
                  wanted: String(facts.wanted),
                  failing: String(facts.failing),
                  entities: String(entities.wanted - entities.notConnected),
                  entitiesWanted: String(entities.wanted),
                }),
              ],
              [
                t('connections.why'),
                source.reasons.length > 0 && (
                  <ul className={classes.list}>
                    {source.reasons.map(reason => (
                      <li key={reason}>{reason}</li>
                    ))}
                  </ul>
                ),
              ],
              [
                t('connections.verifies'),
                source.verifies.length > 0 && (
                  <ul className={classes.list}>
                    {source.verifies.map(each => (
                      <li key={each.checklistId}>
                        {t('connections.verifiesLine', {
                          checklist: each.checklistId,
                          criteria: t('connections.criteria', {
                            count: each.criteria.length,
                          }),
                          units: t('connections.units', {
                            count: each.subjects,
                          }),
                        })}
                      </li>
                    ))}
                  </ul>
                ),
              ],
              [t('connections.hint'), hint],
            ]}
          />
          {config && (
            <div className={classes.config}>
              {t('connections.add')}
              <CodeSnippet language="yaml" text={config} showCopyCodeButton />
            </div>
          )}
        </>
      )}
    </Disclosure>
  );
}
