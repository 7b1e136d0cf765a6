import { EmptyState, ResponseErrorPanel } from '@backstage/core-components';
import { scorecardReadPermission } from '@production-readiness/backstage-plugin-production-readiness-common';
import { isNotAllowed } from '../../api/failure';
import { useText } from '../../text';

/** Why a screen has no answer: not allowed, or something went wrong. */
export function ScreenError(props: {
  error: Error;
  /** What reading takes; without it that of scorecards. */
  permission?: { name: string };
}) {
  const t = useText();
  const { permission = scorecardReadPermission } = props;
  if (isNotAllowed(props.error)) {
    return (
      <EmptyState
        missing="content"
        title={t('denied.title')}
        description={t('denied.description', {
          permission: permission.name,
        })}
      />
    );
  }
  return <ResponseErrorPanel error={props.error} />;
}
