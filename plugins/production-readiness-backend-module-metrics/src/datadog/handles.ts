/** Blocks of a message that are not sent when a monitor raises an alert. */
const OTHER_THAN_ALERT =
  /\{\{#(is_recovery|is_alert_recovery|is_warning|is_warning_recovery|is_no_data|is_no_data_recovery|is_alert_to_warning|is_renotify)\s*\}\}[^]*?\{\{\/\1\s*\}\}|\{\{\^is_alert\s*\}\}[^]*?\{\{\/is_alert\s*\}\}/g;

/** Blocks that are sent for some values of tags. */
const ON_CONDITION =
  /\{\{[#^](is_match|is_exact_match|is_priority)\b[^}]*\}\}[^]*?\{\{\/\1\s*\}\}/g;

/** `@slack-ops`, `@pagerduty-Kamiyo`, `@someone@example.com`; not `ops@example.com`. */
const HANDLE = /(?<![\w.+@-])@([a-zA-Z][\w.+-]*(?:@[\w.-]+)?)/g;

/**
 * How many handles the message of a monitor notifies when it raises an alert, at
 * least and at most: some stand in blocks for certain tags.
 */
export function countHandles(message: string): { least: number; most: number } {
  const sent = message.replaceAll(OTHER_THAN_ALERT, ' ');
  return {
    least: handlesIn(sent.replaceAll(ON_CONDITION, ' ')),
    most: handlesIn(sent),
  };
}

function handlesIn(text: string): number {
  const names = [...text.matchAll(HANDLE)].map(([, name]) =>
    name.toLowerCase().replace(/[.-]+$/, ''),
  );
  return new Set(names).size;
}
