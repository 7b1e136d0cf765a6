import { z } from 'zod';
import type { Detector, Workflow } from '../shapes';
import { saying, sentryFact, type FactContext } from './SentryFact';

/** An alert of the project with the monitors that it listens to. */
export interface Rule {
  id: string;
  name: string;
  /** `metric` where a metric monitor raises it, else `issue`. */
  kind: 'issue' | 'metric';
  /** The alert and a monitor of it are. */
  enabled: boolean;
  /** Kinds of its active actions, each once. */
  actions: string[];
  /** A monitor of it has an issue that is not resolved. */
  firing: boolean;
}

const METRIC = 'metric_issue';

/** Alerts that listen to any of the monitors. */
export function rulesOf(workflows: Workflow[], detectors: Detector[]): Rule[] {
  return workflows.flatMap(workflow => {
    const own = detectors.filter(({ workflowIds }) =>
      workflowIds?.includes(workflow.id),
    );
    if (own.length === 0) return [];
    return [
      {
        id: workflow.id,
        name: workflow.name,
        kind: own.some(({ type }) => type === METRIC) ? 'metric' : 'issue',
        enabled: workflow.enabled && own.some(({ enabled }) => enabled),
        actions: actionsOf(workflow),
        firing: own.some(
          ({ latestGroup }) => latestGroup?.status === 'unresolved',
        ),
      } as const,
    ];
  });
}

function actionsOf({ triggers, actionFilters }: Workflow): string[] {
  const all = [triggers, ...(actionFilters ?? [])].flatMap(
    group => group?.actions ?? [],
  );
  const active = all.filter(({ status = 'active' }) => status === 'active');
  return [...new Set(active.map(({ type }) => type))].sort();
}

async function readRules({ source, project, asking }: FactContext) {
  const [workflows, detectors] = await Promise.all([
    source.workflows(project, asking),
    source.detectors(project, asking),
  ]);
  const rules = rulesOf(workflows.items, detectors.items);
  const said = rules.map(
    ({ name, enabled, actions }) =>
      `${name} (${enabled ? 'on' : 'off'}; ${
        actions.join(', ') || 'no action'
      })`,
  );
  return {
    rules,
    complete: workflows.complete && detectors.complete,
    evidence: [
      ...workflows.evidence
        .slice(0, 1)
        .map(piece =>
          saying(piece, `${rules.length} alerts: ${said.join('; ')}`),
        ),
      ...detectors.evidence
        .slice(0, 1)
        .map(piece => saying(piece, `${detectors.items.length} monitors`)),
    ],
  };
}

/** The project's alerts. */
export const rules = sentryFact({
  value: z.strictObject({
    rules: z.array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(['issue', 'metric']),
        enabled: z.boolean(),
        actions: z.array(z.string()),
      }),
    ),
    complete: z.boolean(),
  }),
  async read(context) {
    const read = await readRules(context);
    return {
      value: {
        rules: read.rules.map(({ name, kind, enabled, actions }) => ({
          name,
          kind,
          enabled,
          actions,
        })),
        complete: read.complete,
      },
      evidence: read.evidence,
    };
  },
});

/** How many enabled alerts act in one of some ways. */
export const rulesWithAction = sentryFact({
  value: z.strictObject({ enabled: z.number().int().min(0) }),
  async read(context) {
    const { actions } = context.params;
    if (!actions) throw new Error("the parameter 'actions' is missing");
    const read = await readRules(context);
    const fitting = read.rules.filter(
      rule =>
        rule.enabled && rule.actions.some(action => actions.includes(action)),
    );
    return { value: { enabled: fitting.length }, evidence: read.evidence };
  },
});
