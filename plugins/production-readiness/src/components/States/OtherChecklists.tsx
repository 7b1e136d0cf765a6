import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { messageOf } from '../../api/failure';
import { useScorecard } from '../../hooks/useScorecard';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { Panel } from '../Panel/Panel';
import { NoChecklist } from './NoChecklist';
import { ScreenError } from './ScreenError';

/** The checklist that the address asks for does not judge the entity: what the server says, and those that do. */
export function OtherChecklists(props: { entity: Entity; error: Error }) {
  const t = useText();
  const tabLink = useTabLink();
  const entityRef = stringifyEntityRef(props.entity);
  const { value, error } = useScorecard({ entityRef });
  if (value === null) return <NoChecklist entity={props.entity} />;
  if (error) return <ScreenError error={error} />;
  return (
    <Panel title={t('otherChecklists.title')}>
      <p>{messageOf(props.error)}</p>
      {t('otherChecklists.judging')}
      <ul>
        {value?.available.map(({ id, title, subjectRef }) => (
          <li key={`${id}|${subjectRef}`}>
            <Link
              underline="always"
              to={tabLink(entityRef, SCORECARD_PATH, {
                checklist: id,
                subject: subjectRef,
              })}
            >
              {title}
            </Link>{' '}
            ({subjectRef})
          </li>
        ))}
      </ul>
    </Panel>
  );
}
