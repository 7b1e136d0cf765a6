import type {
  Checklist,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { assemble } from './assemble';
import { lintChecklist } from './lint';
import { Origins } from './origins';
import { readLayer } from './readLayer';
import type { ChecklistFiles, Layer } from './readLayer';

/** @public */
export interface ParseOptions extends ChecklistFiles {
  /** Files of a checklist that another one extends; undefined if it is not known. */
  resolveExtends?: (id: string) => ChecklistFiles | undefined;
}

/** @public */
export interface ParsedChecklist {
  /** Absent where a finding is an error: a broken file is refused as a whole. */
  checklist?: Checklist;
  findings: LintFinding[];
}

/**
 * Reads the files of a checklist. Every finding names file, line, column and
 * reason; with an error among them there is no checklist.
 *
 * @public
 */
export function parseChecklist(options: ParseOptions): ParsedChecklist {
  const { layers, findings } = readLayers(options);
  if (findings.some(isError)) return { findings };
  const origins = new Origins();
  const assembled = assemble(layers, origins);
  findings.push(
    ...assembled.findings,
    ...lintChecklist(assembled.checklist, origins),
  );
  return findings.some(isError)
    ? { findings }
    : { checklist: assembled.checklist, findings };
}

function isError(finding: LintFinding): boolean {
  return finding.level === 'error';
}

/** The layers of a checklist, the one that everything rests on first. */
function readLayers(options: ParseOptions): {
  layers: Layer[];
  findings: LintFinding[];
} {
  const layers: Layer[] = [];
  const findings: LintFinding[] = [];
  const seen = new Set<string>();
  let next: ChecklistFiles | undefined = options;
  while (next) {
    const { layer, findings: own } = readLayer(next);
    findings.push(...own);
    if (!layer) break;
    layers.unshift(layer);
    seen.add(layer.header.id);
    const base = layer.header.extends;
    if (base === undefined) break;
    next = seen.has(base) ? undefined : options.resolveExtends?.(base);
    if (!next) {
      findings.push({
        level: 'error',
        rule: 'extends',
        message: seen.has(base)
          ? `checklists extend each other: ${[...seen, base].join(' -> ')}`
          : `extends '${base}', which is not there`,
        ...layer.origin.file.positionOf(['extends']),
      });
    }
  }
  return { layers, findings };
}
