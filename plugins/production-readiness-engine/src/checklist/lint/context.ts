import type {
  Checklist,
  LintFinding,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import type { Origins } from '../origins';
import type { PathStep, Position } from '../sourceFile';

/** Part of a checklist that a finding is about, and where in it. */
export interface About {
  part: object;
  inside?: readonly PathStep[];
  /** Character of the expression that stands there. */
  offset?: number;
}

/** What a lint rule sees, and where it reports. */
export class LintContext {
  readonly findings: LintFinding[] = [];
  readonly checklist: Checklist;
  private readonly origins: Origins;

  constructor(checklist: Checklist, origins: Origins) {
    this.checklist = checklist;
    this.origins = origins;
  }

  error(rule: string, message: string, about: About): void {
    this.report('error', rule, message, about);
  }

  warning(rule: string, message: string, about: About): void {
    this.report('warning', rule, message, about);
  }

  info(rule: string, message: string, about: About): void {
    this.report('info', rule, message, about);
  }

  positionOf({ part, inside = [], offset }: About): Position | undefined {
    return offset === undefined
      ? this.origins.position(part, ...inside)
      : this.origins.positionInside(part, inside, offset);
  }

  private report(
    level: LintFinding['level'],
    rule: string,
    message: string,
    about: About,
  ): void {
    this.findings.push({ level, rule, message, ...this.positionOf(about) });
  }
}
