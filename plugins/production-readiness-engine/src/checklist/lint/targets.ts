import type { About, LintContext } from './context';

/** Every target that is used exists, and one of them is the subject. */
export function lintTargets(lint: LintContext): void {
  const { checklist } = lint;
  const known = new Set(Object.keys(checklist.targets));
  const check = (names: readonly string[], about: About) => {
    for (const [index, name] of names.entries()) {
      if (known.has(name)) continue;
      lint.error('unknown-target', `the target '${name}' is not declared`, {
        ...about,
        inside: [...(about.inside ?? []), index],
      });
    }
  };
  for (const fact of checklist.collect) {
    check(fact.for, { part: fact, inside: ['for'] });
  }
  for (const item of checklist.items) {
    check(item.for, { part: item, inside: ['for'] });
    for (const criterion of item.criteria) {
      check(criterion.for, { part: criterion, inside: ['for'] });
      if (criterion.for.length === 0) {
        lint.error(
          'no-target',
          `the criterion '${criterion.id}' applies to no target: name one in 'for'`,
          { part: criterion },
        );
      }
    }
  }
  for (const command of checklist.commands) {
    check([command.for], { part: command, inside: ['for'] });
  }
  if (!Object.values(checklist.targets).some(target => target.subject)) {
    lint.warning('no-subject-target', 'no target is the subject itself', {
      part: checklist,
      inside: ['targets'],
    });
  }
}
