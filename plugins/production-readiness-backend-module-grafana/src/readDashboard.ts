import {
  isNotFound,
  type Evidence,
  type VendorClient,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';

/** A panel, or a row that holds panels. */
const panel = z.object({
  title: z.string().optional(),
  targets: z.array(z.record(z.string(), z.unknown())).optional(),
});
const answer = z.object({
  dashboard: z.object({
    uid: z.string(),
    title: z.string(),
    panels: z
      .array(panel.extend({ panels: z.array(panel).optional() }))
      .optional(),
  }),
});

/** What is looked at of a panel. */
export interface Panel {
  title: string;
  /** Texts of its queries, whatever the language. */
  queries: string[];
}

/** One dashboard by its uid; `panels` absent: there is none. */
export interface ReadDashboard {
  uid: string;
  panels?: Panel[];
  evidence: Evidence;
}

/** Throws VendorError where Grafana does not answer; 404 is an answer. */
export async function readDashboard(
  client: VendorClient,
  options: {
    uid: string;
    baseUrl: string;
    signal: AbortSignal;
    entityRef: string;
  },
): Promise<ReadDashboard> {
  const { uid, baseUrl, signal, entityRef } = options;
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const link = `${baseUrl}/d/${encodeURIComponent(uid)}`;
  try {
    const { data, evidence } = await client.get({
      path,
      schema: answer,
      signal,
      entityRef,
      needs: 'the permission dashboards:read on the folder',
      link,
    });
    const all = (data.dashboard.panels ?? []).flatMap(each => [
      each,
      ...(each.panels ?? []),
    ]);
    const panels = all.map(({ title = '', targets = [] }) => ({
      title,
      queries: targets.flatMap(target =>
        Object.values(target).filter(
          (value): value is string => typeof value === 'string',
        ),
      ),
    }));
    const said = `'${data.dashboard.title}', ${panels.length} panels`;
    return { uid, panels, evidence: { ...evidence, response: said } };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const evidence = {
      request: `GET ${path}`,
      response: '404, no such dashboard, or not for this token to see',
      link,
    };
    return { uid, evidence };
  }
}
