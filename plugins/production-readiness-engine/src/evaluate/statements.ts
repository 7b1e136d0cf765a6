import type {
  Attestation,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareText } from './causes';
import type { EvaluateInput } from './input';

/** What people said: the newest statement of a role counts, whatever it says (semantics 2.5). */
export class Statements {
  private readonly newestOf = new Map<string, Attestation>();
  private readonly waiversOf = new Map<string, Waiver[]>();

  constructor(
    private readonly input: EvaluateInput,
    private readonly changesAt: (at: number) => void,
  ) {
    for (const statement of input.attestations) {
      const key = keyOf(statement.about, statement.entityRef, statement.role);
      const known = this.newestOf.get(key);
      if (!known || isNewer(statement, known)) {
        this.newestOf.set(key, statement);
      }
    }
    for (const waiver of input.waivers) {
      const known = this.waiversOf.get(waiver.about) ?? [];
      this.waiversOf.set(waiver.about, [...known, waiver]);
    }
    for (const waivers of this.waiversOf.values()) {
      waivers.sort((a, b) => compareText(a.id, b.id));
    }
  }

  newest(
    about: string,
    entityRef: string,
    role: string,
  ): Attestation | undefined {
    return this.newestOf.get(keyOf(about, entityRef, role));
  }

  /** The waiver in force for something on an entity. */
  waiver(about: string, entityRef: string): Waiver | undefined {
    return this.waiversOf.get(about)?.find(waiver => {
      if (waiver.entityRef !== undefined && waiver.entityRef !== entityRef) {
        return false;
      }
      // Nobody approves their own.
      if (waiver.approvedBy === waiver.requestedBy) return false;
      return this.lasts(waiver.expiresAt);
    });
  }

  /** Whether a moment is still ahead; notes it as one at which the answer changes. */
  lasts(expiresAt: string): boolean {
    const at = Date.parse(expiresAt);
    this.changesAt(at);
    return this.input.now < at;
  }
}

function keyOf(about: string, entityRef: string, role: string): string {
  return `${about}\n${entityRef}\n${role}`;
}

function isNewer(a: Attestation, b: Attestation): boolean {
  const byTime = Date.parse(a.at) - Date.parse(b.at);
  return byTime > 0 || (byTime === 0 && compareText(a.id, b.id) > 0);
}
