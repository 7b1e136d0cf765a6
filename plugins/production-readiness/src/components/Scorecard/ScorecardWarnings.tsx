import { useState } from 'react';
import { useText } from '../../text';
import { Disclosure } from '../Panel/Disclosure';

/** What is wrong with the checklist itself, out of the way until asked for. */
export function ScorecardWarnings(props: { warnings: string[] }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { warnings } = props;
  if (!warnings.length) return null;
  return (
    <Disclosure
      open={open}
      onToggle={() => setOpen(!open)}
      summary={t('warnings.title', { count: warnings.length })}
    >
      {() => (
        <ul>
          {warnings.map(warning => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}
