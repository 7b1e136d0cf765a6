import Alert from '@material-ui/lab/Alert';
import { messageOf } from '../../api/failure';
import { useText } from '../../text';

/** Shown above an answer that could not be fetched again. */
export function StaleNotice(props: { error: Error }) {
  const t = useText();
  return (
    <Alert severity="warning" style={{ marginBottom: 16 }}>
      {t('common.refreshFailed', { message: messageOf(props.error) })}
    </Alert>
  );
}
