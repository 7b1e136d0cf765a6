import type { Entity } from '@backstage/catalog-model';
import { CodeSnippet, WarningPanel } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { ANNOTATION_CHECKLIST } from '@production-readiness/backstage-plugin-production-readiness-common';
import { messageOf } from '../../api/failure';
import { useChecklists } from '../../hooks/useChecklists';
import { useText } from '../../text';
import { Panel } from '../Panel/Panel';
import { ScreenSkeleton } from './ScreenSkeleton';
import { annotationSnippet } from './annotationSnippet';

/** No checklist applies: which selectors were tried, and what to write to be judged. */
export function NoChecklist(props: { entity: Entity }) {
  const t = useText();
  const { kind, metadata } = props.entity;
  const { value: checklists, error } = useChecklists();
  const value = metadata.annotations?.[ANNOTATION_CHECKLIST];
  const fitting = (checklists ?? []).find(
    each => each.subjectKind.toLowerCase() === kind.toLowerCase(),
  );
  const named = (checklists ?? []).find(
    each =>
      each.subjectKind.toLowerCase() === kind.toLowerCase() &&
      (value ?? '').split(',').some(id => id.trim() === each.id),
  );
  if (named) {
    return (
      <Panel title={t('noChecklist.title')}>
        {t('noChecklist.soon', { title: named.title })}
      </Panel>
    );
  }
  return (
    <Panel title={t('noChecklist.title')}>
      <Typography paragraph>
        {value
          ? t('noChecklist.thisIsAnnotated', {
              kind,
              annotation: ANNOTATION_CHECKLIST,
              value,
            })
          : t('noChecklist.thisIs', { kind, annotation: ANNOTATION_CHECKLIST })}
      </Typography>
      <Typography component="h3" variant="subtitle2">
        {t('noChecklist.tried')}
      </Typography>
      {error && (
        <WarningPanel
          title={t('noChecklist.listFailed', { message: messageOf(error) })}
        />
      )}
      {!checklists && !error && <ScreenSkeleton heights={[40]} />}
      {checklists?.length === 0 && (
        <Typography>{t('noChecklist.none')}</Typography>
      )}
      {checklists && checklists.length > 0 && (
        <ul>
          {checklists.map(each => (
            <li key={each.id}>
              {t('noChecklist.triedOne', {
                title: `${each.title} (${each.id})`,
                kind: each.subjectKind,
              })}
            </li>
          ))}
        </ul>
      )}
      <Typography paragraph>{t('noChecklist.paste')}</Typography>
      <CodeSnippet
        language="yaml"
        showCopyCodeButton
        text={annotationSnippet((fitting ?? checklists?.[0])?.id ?? 'basics')}
      />
    </Panel>
  );
}
