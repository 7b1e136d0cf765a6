import type { ReviewView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { useMemo, useState, type ReactNode } from 'react';
import { useTell } from '../../hooks/useTell';
import { useText } from '../../text';
import { ReviewActsContext, type ReviewDialog } from './ReviewActsContext';
import { ReviewForm } from './ReviewForm';

/** Lets what stands below act on a review; holds the forms for it. */
export function ReviewActsProvider(props: {
  review: ReviewView;
  /** Called once something was done. */
  onChanged(): void;
  children: ReactNode;
}) {
  const t = useText();
  const tell = useTell();
  const { review, onChanged, children } = props;
  const [dialog, setDialog] = useState<ReviewDialog>();
  const acts = useMemo(() => ({ review, ask: setDialog }), [review]);
  return (
    <ReviewActsContext.Provider value={acts}>
      {children}
      {dialog && (
        <ReviewForm
          review={review}
          dialog={dialog}
          onClose={() => setDialog(undefined)}
          onDone={() => {
            setDialog(undefined);
            tell.done(t(`review.done.${dialog.kind}`));
            onChanged();
          }}
        />
      )}
    </ReviewActsContext.Provider>
  );
}
