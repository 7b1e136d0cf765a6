import Alert from '@material-ui/lab/Alert';
import { useText } from '../../text';

export function ObserveNotice() {
  const t = useText();
  return (
    <Alert severity="info" style={{ marginBottom: 16 }}>
      {t('common.observe')}
    </Alert>
  );
}
