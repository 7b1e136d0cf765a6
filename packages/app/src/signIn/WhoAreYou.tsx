import {
  Content,
  Header,
  InfoCard,
  Page,
  WarningPanel,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { GUEST } from './choice';
import type { Person } from './people';

const useStyles = makeStyles(theme => ({
  card: { maxWidth: 640 },
  people: { listStyle: 'none', margin: theme.spacing(2, 0), padding: 0 },
  person: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1),
  },
  button: { width: 320, justifyContent: 'flex-start', textTransform: 'none' },
}));

/** Names whom one can sign in as, what each is in a word, and the guest. */
export function WhoAreYou(props: {
  people: Person[];
  /** Why the last attempt came to nothing. */
  error?: Error;
  onChoose: (who: string) => void;
}) {
  const { people, error, onChoose } = props;
  const classes = useStyles();
  const title = useApi(configApiRef).getOptionalString('app.title');
  return (
    <Page themeId="home">
      <Header title={title ?? 'Backstage'} />
      <Content>
        {error && (
          <WarningPanel
            severity="error"
            title="You were not signed in"
            // What the backend said goes before what became of the request.
            message={
              (error.cause instanceof Error ? error.cause : error).message
            }
            defaultExpanded
          />
        )}
        <InfoCard title="Who are you?" className={classes.card}>
          <Typography>
            {people.length > 0
              ? 'Nobody asks for a password here. Each person holds another role: it takes several to launch.'
              : 'Nobody asks for a password here.'}
          </Typography>
          <ul className={classes.people}>
            {people.map(({ entityRef, name, role }) => (
              <li key={entityRef} className={classes.person}>
                <Button
                  className={classes.button}
                  variant="outlined"
                  onClick={() => onChoose(entityRef)}
                >
                  Sign in as {name}
                </Button>
                {role && <Typography component="span">{role}</Typography>}
              </li>
            ))}
            <li className={classes.person}>
              <Button
                className={classes.button}
                variant="outlined"
                onClick={() => onChoose(GUEST)}
              >
                Enter as guest
              </Button>
              <Typography component="span">Looks, and does not act</Typography>
            </li>
          </ul>
        </InfoCard>
      </Content>
    </Page>
  );
}
