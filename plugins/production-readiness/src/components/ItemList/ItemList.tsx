import Button from '@material-ui/core/Button';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  FactView,
  HistoryView,
  MemberShare,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { useEffect } from 'react';
import { useText } from '../../text';
import type { CategoryItems } from '../../viewModel/sections';
import { useOpenSet } from '../Panel/useOpenSet';
import { ItemRow, rowId } from './ItemRow';
import { MemberHeads } from './MemberGlyphs';

const useStyles = makeStyles(
  (theme: Theme) => ({
    scroll: { overflowX: 'auto' },
    list: { minWidth: 300 },
    head: {
      display: 'flex',
      alignItems: 'flex-end',
      justifyContent: 'space-between',
    },
    category: {
      fontSize: '1rem',
      fontWeight: 600,
      margin: theme.spacing(2, 0, 0.5),
    },
    section: {
      fontSize: '0.875rem',
      fontWeight: 400,
      color: theme.palette.text.secondary,
      margin: theme.spacing(1, 0, 0.5),
    },
  }),
  { name: 'ProductionReadinessItemList' },
);

/** Categories, sections and items; the item that the address names is open and in view. */
export function ItemList(props: {
  groups: CategoryItems[];
  members: MemberShare[];
  checklist: string;
  linkedItem: string | undefined;
  facts: Record<string, FactView>;
  history: HistoryView | null | undefined;
  whoOf(who: string | undefined): string;
}) {
  const t = useText();
  const classes = useStyles();
  const { groups, members, linkedItem, facts, history, whoOf } = props;
  const { open, toggle, replace, add } = useOpenSet();
  useLinkedItem(linkedItem, add);
  const ids = groups.flatMap(group =>
    group.sections.flatMap(section => section.items.map(item => item.id)),
  );
  const allOpen = ids.length > 0 && ids.every(id => open.has(id));
  return (
    <div className={classes.scroll}>
      <div className={classes.list}>
        <div className={classes.head}>
          <Button
            size="small"
            color="primary"
            onClick={() => replace(allOpen ? [] : ids)}
          >
            {allOpen ? t('items.collapseAll') : t('items.expandAll')}
          </Button>
          {members.length > 0 && (
            <MemberHeads members={members} checklist={props.checklist} />
          )}
        </div>
        {groups.map(group => (
          <div key={group.id}>
            <h3 className={classes.category}>{group.title}</h3>
            {group.sections.map(section => (
              <div key={section.title}>
                <h4 className={classes.section}>{section.title}</h4>
                {section.items.map(item => (
                  <ItemRow
                    key={item.id}
                    item={item}
                    open={open.has(item.id)}
                    onToggle={toggle}
                    members={members}
                    facts={facts}
                    history={history}
                    whoOf={whoOf}
                  />
                ))}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Opens the linked item and brings it into view, once for each link. */
function useLinkedItem(itemId: string | undefined, open: (id: string) => void) {
  useEffect(() => {
    if (!itemId) return;
    open(itemId);
    const row = document.getElementById(rowId(itemId));
    row?.scrollIntoView({ block: 'start' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  }, [itemId, open]);
}
