import Alert from '@material-ui/lab/Alert';
import type { ItemView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';

/** Says that the item which the address names is not to be found on the page. */
export function UnknownItemNotice(props: {
  item: string | null;
  items: ItemView[];
}) {
  const t = useText();
  const { item, items } = props;
  if (!item || items.some(each => each.id === item)) return null;
  return (
    <Alert severity="warning" style={{ marginBottom: 16 }}>
      {t('items.unknownItem', { item })}
    </Alert>
  );
}
