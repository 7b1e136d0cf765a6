import { makeStyles, type Theme } from '@material-ui/core/styles';
import { useText } from '../../text';
import type { Headline } from '../../viewModel/headline';
import { Mark } from '../Mark/Mark';
import { ToneText } from '../Mark/ToneText';

const useStyles = makeStyles(
  (theme: Theme) => ({
    root: {
      fontFamily: theme.typography.fontFamily,
      margin: 0,
      fontSize: '1.25rem',
      fontWeight: 400,
      lineHeight: 1.4,
    },
    word: { fontSize: '1.75rem', fontWeight: 700, whiteSpace: 'nowrap' },
  }),
  { name: 'ProductionReadinessHeadlineWords' },
);

/** The verdict: a word, then a shape, then a colour, then what it means. */
export function HeadlineWords(props: {
  headline: Headline;
  /** Name of the launch unit. */
  subject: string;
  /** Titles of what is known to stand against a GO, the gravest first. */
  blockers?: string[];
}) {
  const t = useText();
  const classes = useStyles();
  const { headline, subject, blockers = [] } = props;
  const [word, says] =
    headline.of === 'subject'
      ? [
          t(`verdict.${headline.word}`),
          headline.word === 'no-go' && blockers.length > 0
            ? t('headline.against', {
                count: blockers.length,
                first: namedFirst(blockers),
              })
            : t(`verdictSays.${headline.word}`),
        ]
      : [
          t(`readiness.${headline.word}`),
          t(`readinessSays.${headline.word}`, { subject }),
        ];
  return (
    <h2 className={classes.root}>
      <span className={classes.word}>
        <ToneText tone={headline.shape}>{word}</ToneText>{' '}
        <Mark tone={headline.shape} size={28} />
      </span>{' '}
      · {says}
    </h2>
  );
}

function namedFirst(blockers: string[]): string {
  return blockers.length > 1 ? `${blockers[0]},\u00a0…` : blockers[0];
}
