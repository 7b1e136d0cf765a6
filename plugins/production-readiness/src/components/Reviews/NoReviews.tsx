import Typography from '@material-ui/core/Typography';
import { useText } from '../../text';
import { Panel } from '../Panel/Panel';

const STEPS = ['open', 'sign', 'decide', 'launch', 'verify'] as const;

/** No launch was ever reviewed: what a review is, and how to come by one. */
export function NoReviews() {
  const t = useText();
  return (
    <Panel title={t('reviews.empty')}>
      <Typography variant="body2">{t('reviews.emptyHow')}</Typography>
      <ol>
        {STEPS.map(step => (
          <li key={step}>{t(`reviews.emptySteps.${step}`)}</li>
        ))}
      </ol>
    </Panel>
  );
}
