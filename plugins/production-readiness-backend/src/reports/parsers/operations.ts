import {
  readShape,
  ReportError,
  redact,
  type ReportParser,
} from '@production-readiness/backstage-plugin-production-readiness-node';
import { z } from 'zod';
import { count, dateOrTime, orNull, time, words } from './shapes';

const audit = z.object({
  auditor: words,
  scope: words,
  date: dateOrTime,
  open: z.object({ critical: count, high: count, medium: count, low: count }),
});

/** A security audit by people: what of it is still open. Its age counts from its date. */
export const securityAuditParser: ReportParser = {
  type: 'security-audit',
  title: 'Security audit',
  parse(payload) {
    const { date, ...value } = readShape(audit, payload);
    return { value, happenedAt: date };
  },
};

const alertTest = z.object({
  alert: words,
  sentAt: time,
  /** Null: nobody acknowledged it. */
  acknowledgedAt: orNull(time),
});

/** An alert that was sent on trial, and whether someone acknowledged it. */
export const alertTestParser: ReportParser = {
  type: 'alert-test',
  title: 'Alert test',
  parse(payload) {
    const { alert, sentAt, acknowledgedAt } = readShape(alertTest, payload);
    const after =
      acknowledgedAt === null
        ? null
        : (Date.parse(acknowledgedAt) - Date.parse(sentAt)) / 1000;
    if (after !== null && after < 0) {
      throw new ReportError('acknowledgedAt', 'is before sentAt');
    }
    return {
      value: { alert, sentAt, acknowledgedAfterSeconds: after },
      happenedAt: sentAt,
    };
  },
};

/** `ok`, `active`, `failed`: a word, so that nothing can be quoted. */
const state = z.string().regex(/^[a-z][a-z-]{0,30}$/, 'is not one word');

const startup = z.object({
  csrf: orNull(state),
  pciLogFilter: orNull(state),
  payments: orNull(state),
  requiredEnv: orNull(state),
  errors: z.array(z.string().max(2000)).max(100),
});

const ERROR_LENGTH = 200;

/** What a service found of its own configuration when it started. */
export const startupValidationParser: ReportParser = {
  type: 'startup-validation',
  title: 'Startup validation',
  parse(payload) {
    const value = readShape(startup, payload);
    return {
      value: {
        ...value,
        errors: value.errors.map(text => redact(text).slice(0, ERROR_LENGTH)),
      },
    };
  },
};
