import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { usePeople } from '../../hooks/usePeople';

const PAUSE_MS = 250;

/** What fields for people offer, by what was typed into one of them last. */
export function PeopleList(props: { id: string; typed: string }) {
  const { id, typed } = props;
  const [text, setText] = useState(typed);
  useDebounce(() => setText(typed), PAUSE_MS, [typed]);
  return (
    <datalist id={id}>
      {usePeople(text).map(({ entityRef, title }) => (
        <option key={entityRef} value={entityRef}>
          {title}
        </option>
      ))}
    </datalist>
  );
}
