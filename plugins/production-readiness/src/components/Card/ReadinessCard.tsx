import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link, ResponseErrorPanel } from '@backstage/core-components';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import { isNotAllowed } from '../../api/failure';
import { useScorecard } from '../../hooks/useScorecard';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { ScreenSkeleton } from '../States/ScreenSkeleton';
import { Clock } from '../Time/Clock';
import { CardSummary } from './CardSummary';

/** The entity card: the word, the three worst blockers, and the way to the rest. */
export function ReadinessCard() {
  const t = useText();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const tabLink = useTabLink();
  const { value, error } = useScorecard({ entityRef });
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={
        <Button
          component={Link}
          color="primary"
          to={tabLink(entityRef, SCORECARD_PATH)}
        >
          {value === null ? t('card.how') : t('card.open')}
        </Button>
      }
    >
      {value === undefined && !error && <ScreenSkeleton heights={[96]} />}
      {value === undefined && error && <CardError error={error} />}
      {value === null && t('card.notJudged')}
      {value && (
        <Clock>
          <CardSummary view={value} />
        </Clock>
      )}
    </EntityInfoCard>
  );
}

function CardError(props: { error: Error }) {
  const t = useText();
  if (isNotAllowed(props.error)) return <>{t('denied.title')}</>;
  return <ResponseErrorPanel error={props.error} />;
}
