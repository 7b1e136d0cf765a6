import Alert from '@material-ui/lab/Alert';

/** Shown above what an older version of the checklist says; absent, nothing is broken. */
export function BrokenChecklistNotice(props: { sentence: string | undefined }) {
  if (props.sentence === undefined) return null;
  return (
    <Alert severity="warning" style={{ marginBottom: 16 }}>
      {props.sentence}
    </Alert>
  );
}
