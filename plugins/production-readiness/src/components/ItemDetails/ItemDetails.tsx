import { Link } from '@backstage/core-components';
import type {
  FactView,
  HistoryView,
  ItemView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useText } from '../../text';
import { actorsOf, hasFailing } from '../../viewModel/actors';
import { WaiverLines } from '../Statements/WaiverLines';
import { Time } from '../Time/Time';
import { CopyItemLink } from './CopyItemLink';
import { CriterionLine } from './CriterionLine';
import { Fields } from './Fields';

const SHOWN_CHANGES = 3;

/** Why an item matters, how to fix it, and its criteria. */
export function ItemDetails(props: {
  item: ItemView;
  facts: Record<string, FactView>;
  history: HistoryView | null | undefined;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const { item, facts, history, whoOf } = props;
  const actors = actorsOf(item);
  const changes = (history?.transitions ?? [])
    .filter(each => each.item === item.id)
    .slice(0, SHOWN_CHANGES);
  return (
    <>
      <Fields
        rows={[
          [t('detail.why'), item.why],
          [t('detail.fix'), hasFailing(item) && item.fix],
          [t('detail.acts'), actors.map(whoOf).join(', ')],
          [
            t('detail.links'),
            item.links.length > 0 &&
              item.links.map((link, index) => (
                <span key={link.url}>
                  {index > 0 && ' · '}
                  <Link underline="always" to={link.url}>
                    {link.title}
                  </Link>
                </span>
              )),
          ],
          [
            t('detail.history'),
            changes.length > 0 &&
              changes.map(change => (
                <div key={`${change.at}|${change.entityRef}`}>
                  {change.from && `${t(`status.${change.from}`)} → `}
                  {t(`status.${change.to}`)} · <Time at={change.at} />
                </div>
              )),
          ],
        ]}
      />
      <WaiverLines
        ids={[item.id, ...item.criteria.map(criterion => criterion.id)]}
      />
      {item.criteria.map(criterion => (
        <CriterionLine
          key={criterion.id}
          criterion={criterion}
          item={item}
          facts={facts}
          whoOf={whoOf}
        />
      ))}
      <CopyItemLink itemId={item.id} />
    </>
  );
}
