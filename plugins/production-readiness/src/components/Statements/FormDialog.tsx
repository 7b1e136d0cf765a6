import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Alert from '@material-ui/lab/Alert';
import { useId, useState, type ReactNode } from 'react';
import { messageOf } from '../../api/failure';
import { useText } from '../../text';

/** A form over the page; what the backend says against it stays in sight, and nothing written is lost. */
export function FormDialog(props: {
  title: string;
  submit: string;
  /** Nothing can be sent yet. */
  incomplete: boolean;
  wide?: boolean;
  onClose(): void;
  /** Closes by itself; throws what stands against it. */
  onSubmit(): Promise<void>;
  children: ReactNode;
}) {
  const t = useText();
  const titleId = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await props.onSubmit();
    } catch (caught) {
      setError(messageOf(caught));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth={props.wide ? 'md' : 'sm'}
      aria-labelledby={titleId}
      onClose={() => !busy && props.onClose()}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent>
        {error && (
          <Alert severity="error" role="alert" style={{ marginBottom: 16 }}>
            {error}
          </Alert>
        )}
        {props.children}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose} disabled={busy}>
          {t('common.cancel')}
        </Button>
        <Button
          color="primary"
          variant="contained"
          disabled={busy || props.incomplete}
          onClick={submit}
        >
          {props.submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
