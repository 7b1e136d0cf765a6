import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  Checklist,
  ChecklistSummary,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import {
  compileChecklist,
  parseChecklist,
  type ChecklistFiles,
} from '@production-readiness/backstage-plugin-production-readiness-engine';
import { LRUCache } from 'lru-cache';
import { digestOf } from '../store/digest';
import type { ChecklistStore, ChecklistVersion } from '../store/types';
import { applyOverrides } from './applyOverrides';
import {
  contentOfFiles,
  idOfChecklist,
  versionOfChecklist,
} from './readChecklistFiles';
import type { ChecklistSource } from './sources';
import type { ChecklistService, LoadedChecklist } from './types';

/** Versions that are not in force and still judged by; compiling one takes a while. */
const REMEMBERED_VERSIONS = 20;

interface SourceState {
  /** Id that the source gave itself when it last could be read. */
  id?: string;
  files?: ChecklistFiles;
  /** Digest of what was last tried; the same again is not tried again. */
  tried?: string;
  broken?: NonNullable<ChecklistSummary['broken']>;
}

/**
 * Keeps the checklists in force in step with their sources. A source that
 * cannot be read, or holds errors, leaves the last good version in force and
 * is shown as broken; what is in force is said by the database alone, so that
 * all replicas judge by the same version.
 */
export class LoadingChecklistService implements ChecklistService {
  private readonly states = new Map<ChecklistSource, SourceState>();
  private readonly listeners = new Set<() => void>();
  private inForce = new Map<string, LoadedChecklist>();
  private readonly outdated = new LRUCache<string, LoadedChecklist>({
    max: REMEMBERED_VERSIONS,
  });

  constructor(
    private readonly options: {
      sources: ChecklistSource[];
      store: ChecklistStore;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /**
   * Looks at every source and at the database, and takes over what changed.
   * Throws only where the database fails.
   */
  async refresh(): Promise<void> {
    const { sources } = this.options;
    await Promise.all(sources.map(source => this.read(source)));
    for (const source of sources) await this.load(source);
    await this.dropUnconfigured();
    await this.takeOver();
  }

  async list(): Promise<ChecklistSummary[]> {
    const broken = [...this.states.values()].filter(state => state.broken);
    const loaded = [...this.inForce.values()].map(each =>
      toSummary(each, broken.find(state => isOf(state, each))?.broken),
    );
    const never = broken
      .filter(state => ![...this.inForce.values()].some(e => isOf(state, e)))
      .map(neverLoaded);
    return [...loaded, ...never];
  }

  async brokenOf(id: string): Promise<ChecklistSummary['broken']> {
    const inForce = this.inForce.get(id);
    if (!inForce) return undefined;
    return [...this.states.values()].find(
      state => state.broken && isOf(state, inForce),
    )?.broken;
  }

  async get(id: string): Promise<LoadedChecklist | undefined> {
    return this.inForce.get(id);
  }

  async getVersion(
    id: string,
    digest: string,
  ): Promise<LoadedChecklist | undefined> {
    const current = this.inForce.get(id);
    if (current?.digest === digest) return current;
    const known = this.outdated.get(`${id}|${digest}`);
    if (known) return known;
    const version = await this.options.store.get(id, digest);
    if (!version) return undefined;
    const loaded = toLoaded(version);
    this.outdated.set(`${id}|${digest}`, loaded);
    return loaded;
  }

  async listLoaded(): Promise<LoadedChecklist[]> {
    return [...this.inForce.values()];
  }

  /** Calls back when another version came into force; the answer unsubscribes. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async read(source: ChecklistSource): Promise<void> {
    const state = this.stateOf(source);
    try {
      state.files = await source.read(this.options.now());
      state.id = idOfChecklist(state.files) ?? state.id;
    } catch (error) {
      state.files = undefined;
      state.tried = undefined;
      this.markBroken(source, [messageOf(error)]);
    }
  }

  private async load(source: ChecklistSource): Promise<void> {
    const state = this.stateOf(source);
    if (!state.files) return;
    // With what others say of themselves: it may extend one of them.
    const fingerprint = digestOf([
      source.overrides,
      state.files,
      [...this.states.values()].map(each => each.files ?? null),
    ]);
    if (state.tried === fingerprint) return;

    const { checklist, findings } = parseChecklist({
      ...state.files,
      resolveExtends: id => this.filesOf(id),
    });
    state.tried = fingerprint;
    if (!checklist) {
      this.markBroken(source, errorsOf(findings));
      return;
    }
    await this.activate(source, { checklist, findings });
  }

  private async activate(
    source: ChecklistSource,
    parsed: { checklist: Checklist; findings: LintFinding[] },
  ): Promise<void> {
    const state = this.stateOf(source);
    const { checklist, findings } = applyOverrides(parsed, source.overrides);
    const version = {
      id: checklist.id,
      version: checklist.version,
      digest: digestOf(checklist),
      sourceDigest: digestOf(contentOfFiles(state.files!)),
      content: checklist,
      findings,
      origin: source.origin,
    };
    const now = this.options.now();
    try {
      // A version that does not compile must not come into force.
      toLoaded({ ...version, loadedAt: now.toISOString() });
      await this.options.store.activate(version, now);
      state.broken = undefined;
    } catch (error) {
      this.markBroken(source, [messageOf(error)]);
      // A conflict stays one; anything else may pass, so it is tried again.
      if ((error as Error).name !== 'ConflictError') state.tried = undefined;
    }
  }

  private async dropUnconfigured(): Promise<void> {
    const ids = [...this.states.values()].map(state => state.id);
    // While one source does not say its id, none can be told to be gone.
    if (!ids.every(id => id !== undefined)) return;
    await this.options.store.deactivateExcept(ids);
  }

  /** What the database says is in force, this replica's doing or another's. */
  private async takeOver(): Promise<void> {
    const active = await this.options.store.listActiveDigests();
    const next = new Map<string, LoadedChecklist>();
    let changed = active.length !== this.inForce.size;
    for (const { id, digest } of active) {
      const known = this.inForce.get(id);
      if (known?.digest === digest) {
        next.set(id, known);
        continue;
      }
      const version = await this.options.store.get(id, digest);
      if (!version) continue;
      try {
        next.set(id, toLoaded(version));
        changed = true;
      } catch (error) {
        // Stored by a newer release of this plugin, for example.
        this.options.logger.error(
          `Checklist '${id}' ${version.version} is in force and cannot be compiled here`,
          isError(error) ? error : undefined,
        );
        if (known) next.set(id, known);
      }
    }
    this.inForce = next;
    if (changed) this.listeners.forEach(listener => listener());
  }

  private filesOf(id: string): ChecklistFiles | undefined {
    return [...this.states.values()].find(state => state.id === id)?.files;
  }

  private stateOf(source: ChecklistSource): SourceState {
    const state = this.states.get(source) ?? {};
    this.states.set(source, state);
    return state;
  }

  private markBroken(source: ChecklistSource, messages: string[]): void {
    const state = this.stateOf(source);
    const isNews = state.broken?.messages.join() !== messages.join();
    const version = state.files && versionOfChecklist(state.files);
    state.broken = {
      origin: source.origin,
      at: isNews ? this.options.now().toISOString() : state.broken!.at,
      messages,
      ...(version === undefined ? {} : { version }),
    };
    if (isNews) {
      this.options.logger.warn(
        `Checklist at ${
          source.origin
        } could not be loaded; the last good version stays in force: ${messages.join(
          '; ',
        )}`,
      );
    }
  }
}

/** A source that is too broken to tell its id is known by where it is. */
function isOf({ id, broken }: SourceState, loaded: LoadedChecklist): boolean {
  return id === undefined
    ? broken?.origin === loaded.origin
    : id === loaded.checklist.id;
}

/** Throws where an expression does not compile. */
function toLoaded(
  version: Omit<ChecklistVersion, 'activatedAt' | 'sourceDigest'>,
): LoadedChecklist {
  const { content, digest, origin, loadedAt, findings } = version;
  return {
    checklist: content,
    compiled: compileChecklist(content),
    digest,
    origin,
    loadedAt,
    findings,
  };
}

function toSummary(
  { checklist, digest, origin, loadedAt, findings }: LoadedChecklist,
  broken: ChecklistSummary['broken'],
): ChecklistSummary {
  const count = (level: LintFinding['level']) =>
    findings.filter(finding => finding.level === level).length;
  return {
    id: checklist.id,
    version: checklist.version,
    title: checklist.title,
    digest,
    mode: checklist.mode,
    subjectKind: checklist.subject.kind,
    items: checklist.items.length,
    criteria: checklist.items.flatMap(item => item.criteria).length,
    origin,
    loadedAt,
    findings: {
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
    },
    ...(broken ? { broken } : {}),
  };
}

/** Nothing of it is in force, and yet it must be seen. */
function neverLoaded({ id, broken }: SourceState): ChecklistSummary {
  return {
    id: id ?? broken!.origin,
    version: '',
    title: id ?? broken!.origin,
    digest: '',
    mode: 'observe',
    subjectKind: '',
    items: 0,
    criteria: 0,
    origin: broken!.origin,
    loadedAt: broken!.at,
    findings: { errors: broken!.messages.length, warnings: 0, infos: 0 },
    broken,
  };
}

function errorsOf(findings: LintFinding[]): string[] {
  return findings
    .filter(finding => finding.level === 'error')
    .map(({ file, line, column, message }) =>
      file ? `${file}:${line}:${column}: ${message}` : message,
    );
}

function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
