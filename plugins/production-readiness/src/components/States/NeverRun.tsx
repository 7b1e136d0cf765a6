import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { useText } from '../../text';
import { Mark } from '../Mark/Mark';
import { Panel } from '../Panel/Panel';

/** A checklist applies and nothing was ever checked. */
export function NeverRun(props: { checklist: string; action: ReactNode }) {
  const t = useText();
  return (
    <Panel
      title={
        <>
          <Mark tone="open" /> {t('neverRun.title')}
        </>
      }
    >
      <Typography paragraph>
        {t('neverRun.description', { checklist: props.checklist })}
      </Typography>
      {props.action}
    </Panel>
  );
}
