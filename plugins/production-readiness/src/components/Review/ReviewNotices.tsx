import Alert from '@material-ui/lab/Alert';
import { useText } from '../../text';
import { ObserveNotice } from '../States/ObserveNotice';
import { Time } from '../Time/Time';
import { useReviewActs } from './ReviewActsContext';

/** What whoever looks at the review has to know before all else. */
export function ReviewNotices() {
  const t = useText();
  const { review } = useReviewActs();
  const { withdrawn, drift } = review;
  const isUnderWay = review.state === 'open' || review.state === 'decided';
  return (
    <>
      {!review.enforced && review.verdict !== null && <ObserveNotice />}
      {withdrawn && (
        <Alert severity="error" role="alert" style={{ marginBottom: 16 }}>
          <strong>{t('review.withdrawn')}</strong> <Time at={withdrawn.at} />
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {withdrawn.reasons.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Alert>
      )}
      {isUnderWay && drift.length > 0 && (
        <Alert severity="warning" style={{ marginBottom: 16 }}>
          <strong>{t('review.drift')}</strong>
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {drift.map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
