import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

export interface ChecklistChoice {
  checklist?: string;
  /** Where the entity is part of several launch units. */
  subject?: string;
}

/** Which of several scorecards the address asks for. Filters belong to one checklist and go with it. */
export function useChecklistChoice(): [
  ChecklistChoice,
  (choice: ChecklistChoice) => void,
] {
  const [params, setParams] = useSearchParams();
  const choose = useCallback(
    ({ checklist, subject }: ChecklistChoice) => {
      const next = new URLSearchParams();
      if (checklist) next.set('checklist', checklist);
      if (subject) next.set('subject', subject);
      setParams(next);
    },
    [setParams],
  );
  const choice = {
    checklist: params.get('checklist') || undefined,
    subject: params.get('subject') || undefined,
  };
  return [choice, choose];
}
