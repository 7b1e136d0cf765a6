import type { NotificationSeverity } from '@backstage/plugin-notifications-common';
import type { Checklist } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { StoredReview } from '../../store/reviewTypes';
import type { Notice } from '../../store/types';

/** What people switch on and off in their notification settings. */
export type TidingTopic =
  | 'critical-items'
  | 'attestations'
  | 'waivers'
  | 'launch-reviews'
  | 'post-launch';

/** Who is to hear of something. */
export interface Addressees {
  /** Roles of the checklist; everyone who holds one of them. */
  roles: string[];
  /** User refs, whatever they hold. */
  users?: string[];
  /** The member that it is about: its owners hold the role owner too. */
  entityRef?: string;
  /** Who did it knows it already. */
  except?: string;
}

/** A notice in words, for people. */
export interface Tiding {
  topic: TidingTopic;
  severity: NotificationSeverity;
  title: string;
  /** Sentences. */
  text: string;
  /** Path in the app. */
  link: string;
  /** What comes later about the same takes its place. */
  scope: string;
  to: Addressees;
}

/** What words are made with. */
export interface TidingContext {
  subjectRef: string;
  checklistId: string;
  /** As people call the launch unit. */
  subject: string;
  /** The version in force, or the one that the review is by; undefined: none is. */
  checklist: Checklist | undefined;
  review: StoredReview | undefined;
  /** Refs of all who signed the review, and did not take it back. */
  signers: string[];
}

/** Undefined: nobody has to hear of it. */
export type ToTiding = (
  notice: Notice,
  context: TidingContext,
) => Tiding | undefined;
