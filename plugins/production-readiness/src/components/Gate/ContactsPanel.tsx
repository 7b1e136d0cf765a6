import { Link } from '@backstage/core-components';
import MuiLink from '@material-ui/core/Link';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContactView } from '@production-readiness/backstage-plugin-production-readiness-common';
import { Fragment, type ReactNode } from 'react';
import { useText } from '../../text';
import { Fields } from '../ItemDetails/Fields';
import { Panel } from '../Panel/Panel';

const GROUPS = ['emergency', 'vendor', 'internal'] as const;

const useStyles = makeStyles(
  (theme: Theme) => ({
    group: {
      fontSize: '0.8125rem',
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1.5, 0, 0.5),
      '@media print': { fontSize: '8pt', margin: theme.spacing(0.5, 0, 0) },
    },
    missing: { color: theme.palette.text.secondary },
  }),
  { name: 'ProductionReadinessContactsPanel' },
);

/** Whom to call; where nobody is set, what to set. */
export function ContactsPanel(props: { contacts: ContactView[] }) {
  const t = useText();
  const classes = useStyles();
  const { contacts } = props;
  return (
    <Panel title={t('gate.contacts')}>
      {!contacts.length && t('gate.noContacts')}
      {GROUPS.map(group => {
        const own = contacts.filter(contact => contact.group === group);
        if (!own.length) return null;
        return (
          <div key={group}>
            <h3 className={classes.group}>{t(`gate.contactGroup.${group}`)}</h3>
            <Fields
              rows={own.map(contact => [
                contact.title,
                <Contact key={contact.id} contact={contact} />,
              ])}
            />
          </div>
        );
      })}
    </Panel>
  );
}

function Contact(props: { contact: ContactView }) {
  const t = useText();
  const classes = useStyles();
  const { name, phone, value, links, missing } = props.contact;
  if (!name && !phone && !value && !links.length) {
    return (
      <span className={classes.missing}>
        {t('gate.notSet')}
        {missing && ` · ${missing}`}
      </span>
    );
  }
  const parts: ReactNode[] = [
    name,
    value,
    phone && (
      <MuiLink underline="always" href={`tel:${phone.replace(/\s/g, '')}`}>
        {phone}
      </MuiLink>
    ),
    ...links.map(link => (
      <Link underline="always" to={link.url}>
        {link.title}
      </Link>
    )),
  ].filter(Boolean);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </>
  );
}
