import type {
  Attestation,
  Waiver,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { compareText } from './causes';
import type { EvaluateInput } from './input';

/** What people said: the newest statement of a role counts, whatever it says (semantics 2.5). */
export class Statements {
  private readonly newestOf = new Map<string, Attestation[]>();
  private readonly waiversOf = new Map<string, Waiver[]>();

  constructor(
    private readonly input: EvaluateInput,
    private readonly changesAt: (at: number) => void,
  ) {
    for (const statement of input.attestations) {
      const { about, entityRef, role } = statement;
      const known = this.newest(about, entityRef, role);
      if (!known || isNewer(statement, known)) {
        const others = this.newestOf.get(about) ?? [];
        this.newestOf.set(about, [
          ...others.filter(other => other !== known),
          statement,
        ]);
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
    return this.newestOf
      .get(about)
      ?.find(said => said.entityRef === entityRef && said.role === role);
  }

  /** A statement by its id. */
  byId(id: string): Attestation | undefined {
    return this.input.attestations.find(statement => statement.id === id);
  }

  /** The waiver in force for something on an entity. */
  waiver(about: string, entityRef: string): Waiver | undefined {
    return this.waiversOf
      .get(about)
      ?.find(
        waiver =>
          (waiver.entityRef === undefined || waiver.entityRef === entityRef) &&
          this.isInForce(waiver),
      );
  }

  /** All waivers in force. */
  waivers(): Waiver[] {
    return this.input.waivers.filter(waiver => this.isInForce(waiver));
  }

  private isInForce({ approvedBy, requestedBy, expiresAt }: Waiver): boolean {
    // Nobody approves their own.
    return approvedBy !== requestedBy && this.lasts(Date.parse(expiresAt));
  }

  /** Whether a moment, in milliseconds since the epoch, is still ahead; notes it as one at which the answer changes. */
  lasts(at: number): boolean {
    this.changesAt(at);
    return this.input.now < at;
  }
}

function isNewer(a: Attestation, b: Attestation): boolean {
  const byTime = Date.parse(a.at) - Date.parse(b.at);
  return byTime > 0 || (byTime === 0 && compareText(a.id, b.id) > 0);
}
