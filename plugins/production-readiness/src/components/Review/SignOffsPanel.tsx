import { useText } from '../../text';
import { Panel } from '../Panel/Panel';
import { useReviewActs } from './ReviewActsContext';
import { SignOffLine } from './SignOffLine';

/** Each role's word. */
export function SignOffsPanel() {
  const t = useText();
  const { review } = useReviewActs();
  const { given, wanted } = review.signOffs;
  return (
    <Panel
      title={t('review.signOffs')}
      count={t('gate.count', { done: String(given), total: String(wanted) })}
    >
      {!review.signOffDetails.length && t('review.noSignOffs')}
      {review.signOffDetails.map(signOff => (
        <SignOffLine key={signOff.role} signOff={signOff} />
      ))}
    </Panel>
  );
}
