import type { Entity } from '@backstage/catalog-model';
import type {
  HistoryView,
  ScorecardView,
  Status,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useMemo, useRef, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useMyRoles } from '../../hooks/useMyRoles';
import { useTabLink } from '../../hooks/useTabLink';
import { SCORECARD_PATH } from '../../routes';
import { useText } from '../../text';
import { actorsOnPage } from '../../viewModel/actors';
import { actedOnBy, fixList } from '../../viewModel/fixList';
import {
  filterByRole,
  matchesFilter,
  rolesMeant,
  type ItemFilter,
} from '../../viewModel/itemFilter';
import { itemsOnPage } from '../../viewModel/memberItems';
import { groupItems } from '../../viewModel/sections';
import { criteriaById, titlesOf } from '../../viewModel/itemOfRef';
import { tallyCategories, tallyOf } from '../../viewModel/tally';
import {
  endedBy,
  linesOfGroups,
  pushersOf,
  type UnknownLine,
} from '../../viewModel/unknownGroups';
import { CategoryChips } from '../CategoryChips/CategoryChips';
import { FilterBar } from '../FilterBar/FilterBar';
import { RoleFilter } from '../FilterBar/RoleFilter';
import { FixList } from '../FixList/FixList';
import { ScorecardHeadline } from '../Headline/ScorecardHeadline';
import { ItemList } from '../ItemList/ItemList';
import { References } from '../ItemDetails/References';
import { SourceTitles } from '../Names/Names';
import { Panel } from '../Panel/Panel';
import { BrokenChecklistNotice } from '../States/BrokenChecklistNotice';
import { ObserveNotice } from '../States/ObserveNotice';
import { UnknownItemNotice } from '../States/UnknownItemNotice';
import { useWho } from '../States/useWho';
import { UnknownList } from '../UnknownList/UnknownList';
import { causeChoices } from './causeChoices';
import { ScorecardWarnings } from './ScorecardWarnings';
import { useItemFilter } from './useItemFilter';

const NO_FILTER: ItemFilter = {
  status: [],
  critical: false,
  strength: [],
  category: [],
  text: '',
};

/** A scorecard that has been checked: verdict, what to fix, what is not verified, then everything. */
export function ScorecardBody(props: {
  entity: Entity;
  view: ScorecardView;
  history: HistoryView | null | undefined;
  runChecks: ReactNode;
  checklistSwitch: ReactNode;
}) {
  const t = useText();
  const { entity, view, history } = props;
  const [params] = useSearchParams();
  const [filter, setFilter] = useItemFilter();
  const myRoles = useMyRoles(entity);
  const whoOf = useWho(view.roles);
  const listRef = useRef<HTMLDivElement>(null);

  const items = useMemo(() => itemsOnPage(view), [view]);
  const roles = useMemo(() => actorsOnPage(items), [items]);
  const ownItems = useMemo(
    () => filterByRole(items, filter.role, myRoles),
    [items, filter.role, myRoles],
  );
  const toFix = useMemo(
    () =>
      actedOnBy(
        fixList(items, {
          blockers: view.isSubject ? view.blockers : [],
          facts: view.facts,
          criteria: criteriaById(view.items),
        }),
        rolesMeant(filter.role, myRoles),
      ),
    [items, view, filter.role, myRoles],
  );
  const unknownBy = useMemo(
    () => endedBy(view.unknownBy, rolesMeant(filter.role, myRoles)),
    [view.unknownBy, filter.role, myRoles],
  );
  const lines = useMemo(() => linesOfGroups(unknownBy), [unknownBy]);
  const shown = useMemo(
    () => ownItems.filter(item => matchesFilter(item, filter, unknownBy)),
    [ownItems, filter, unknownBy],
  );
  const groups = useMemo(
    () => groupItems(shown, view.categories),
    [shown, view.categories],
  );
  const members = useMemo(
    () => (view.isSubject ? othersThan(view) : []),
    [view],
  );

  const tabLink = useTabLink();
  const references = useMemo(() => {
    const titles = titlesOf(view.items);
    return {
      titleOf: (ref: string) => titles.get(ref) ?? ref,
      linkTo: (item: string) =>
        tabLink(view.subjectRef, SCORECARD_PATH, {
          checklist: view.checklist.id,
          item,
        }),
    };
  }, [view, tabLink]);

  const showList = (change: Partial<ItemFilter>) => {
    setFilter({ ...NO_FILTER, role: filter.role, ...change });
    listRef.current?.scrollIntoView({ block: 'start' });
    listRef.current?.focus({ preventScroll: true });
  };
  const showLine = (line: UnknownLine) =>
    showList({ cause: line.cause, source: line.source });
  // The headline counts everybody's items, so its links drop the role.
  const showStatus = (status: Status) =>
    showList({ role: undefined, status: [status] });

  const roleName =
    filter.role &&
    (filter.role === 'mine' ? t('roles.mine') : whoOf(filter.role));
  return (
    <SourceTitles value={view.sources}>
      <References value={references}>
        <BrokenChecklistNotice sentence={view.brokenChecklist} />
        {!view.enforced && view.verdict !== null && <ObserveNotice />}
        <UnknownItemNotice item={params.get('item')} items={items} />
        <ScorecardHeadline
          view={view}
          tally={tallyOf(items)}
          history={history}
          onShow={showStatus}
          runChecks={props.runChecks}
          checklistSwitch={props.checklistSwitch}
        />
        <FixList
          entries={toFix}
          empty={
            roleName ? t('fix.noneForRole', { role: roleName }) : t('fix.none')
          }
          roleFilter={
            <RoleFilter
              roles={roles}
              chosen={filter.role}
              myRoles={myRoles}
              onChange={role => setFilter({ ...filter, role })}
              whoOf={whoOf}
            />
          }
          facts={view.facts}
          history={history}
          whoOf={whoOf}
        />
        <UnknownList
          lines={lines}
          empty={
            roleName
              ? t('unknown.noneForRole', { role: roleName })
              : t('unknown.none')
          }
          sources={view.sources}
          whoOf={whoOf}
          onShow={showLine}
          pushers={pushersOf(items)}
        />
        <Panel title={t('category.title')}>
          <CategoryChips
            categories={tallyCategories(items, view.categories)}
            chosen={filter.category}
            onChange={category => setFilter({ ...filter, category })}
          />
        </Panel>
        <div ref={listRef} tabIndex={-1} style={{ outline: 'none' }}>
          <Panel title={t('items.title')}>
            <FilterBar
              filter={filter}
              onChange={setFilter}
              causes={causeChoices(view.unknownBy, t)}
              shown={shown.length}
              total={items.length}
            />
            {shown.length === 0 && t('filter.nothing')}
            <ItemList
              groups={groups}
              members={members}
              checklist={view.checklist.id}
              linkedItem={params.get('item') || undefined}
              facts={view.facts}
              history={history}
              whoOf={whoOf}
            />
            <ScorecardWarnings warnings={view.warnings} />
          </Panel>
        </div>
      </References>
    </SourceTitles>
  );
}

/** A subject that is a target of its own needs no column beside itself. */
function othersThan(view: ScorecardView) {
  return view.members.filter(each => each.entityRef !== view.subjectRef);
}
