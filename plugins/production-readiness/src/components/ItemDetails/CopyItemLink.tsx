import Button from '@material-ui/core/Button';
import LinkIcon from '@material-ui/icons/Link';
import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { useText } from '../../text';

/** Copies the address under which this item opens. */
export function CopyItemLink(props: { itemId: string }) {
  const t = useText();
  const { search } = useLocation();
  const [, copy] = useCopyToClipboard();
  const [copied, setCopied] = useState(false);
  const onClick = () => {
    const params = new URLSearchParams();
    const checklist = new URLSearchParams(search).get('checklist');
    if (checklist) params.set('checklist', checklist);
    params.set('item', props.itemId);
    const { origin, pathname } = window.location;
    copy(`${origin}${pathname}?${params}`);
    setCopied(true);
  };
  return (
    <Button size="small" startIcon={<LinkIcon />} onClick={onClick}>
      {copied ? t('items.linkCopied') : t('items.link')}
    </Button>
  );
}
