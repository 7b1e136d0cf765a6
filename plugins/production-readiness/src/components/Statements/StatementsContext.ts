import type {
  AttestationTask,
  WaiverView,
} from '@production-readiness/backstage-plugin-production-readiness-common';
import { createContext, useContext } from 'react';

/** What a waiver is asked for. */
export interface WaiverTarget {
  /** Id of an item or criterion. */
  about: string;
  title: string;
  /** Absent: everywhere in the launch unit. */
  entityRef?: string;
}

/** What people can state on this screen, and how. */
export interface Statements {
  tasks: AttestationTask[];
  waivers: WaiverView[];
  roles: Record<string, string>;
  /** Opens the form for these, or for all. */
  attest(tasks?: AttestationTask[]): void;
  /** 'Still true'. */
  renew(task: AttestationTask): void;
  waive(target: WaiverTarget): void;
  settle(waiver: WaiverView, act: 'approve' | 'refuse' | 'revoke'): void;
  /** An act is under way. */
  busy: boolean;
}

/** Null on screens where nothing is stated. */
export const StatementsContext = createContext<Statements | null>(null);

export function useStatements(): Statements | null {
  return useContext(StatementsContext);
}
