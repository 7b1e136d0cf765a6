import { CodeSnippet } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { useText } from '../../text';
import { Panel } from '../Panel/Panel';
import { annotationSnippet } from '../States/annotationSnippet';

/** Nothing is judged yet: what a launch unit is, and the lines that make one. */
export function EmptyPortfolio(props: { checklistId: string }) {
  const t = useText();
  return (
    <Panel title={t('portfolio.empty')}>
      <Typography paragraph>{t('portfolio.emptyHow')}</Typography>
      <CodeSnippet
        language="yaml"
        showCopyCodeButton
        text={annotationSnippet(props.checklistId)}
      />
    </Panel>
  );
}
