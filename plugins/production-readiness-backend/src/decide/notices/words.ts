import { parseEntityRef } from '@backstage/catalog-model';
import type { JsonValue } from '@production-readiness/backstage-plugin-production-readiness-common';
import type { TidingContext } from './tiding';

const TIME = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

export function inWords(time: string): string {
  return `${TIME.format(new Date(time))} UTC`;
}

/** `ada` for `user:default/ada`. */
export function nameOf(ref: string): string {
  return parseEntityRef(ref).name;
}

export function roleTitle(role: string, { checklist }: TidingContext): string {
  return checklist?.roles[role]?.title ?? role;
}

/** Empty where a payload holds something else, or nothing. */
export function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join();
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

/** A sentence: with a full stop, and without two. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
