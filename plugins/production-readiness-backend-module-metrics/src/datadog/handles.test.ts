import { countHandles } from './handles';

describe('handles in the message of a monitor', () => {
  it.each<[string, number, number]>([
    ['See the runbook.', 0, 0],
    ['@slack-kamiyo-ops', 1, 1],
    ['@pagerduty-Kamiyo @slack-kamiyo-ops.', 2, 2],
    ['@slack-ops @slack-ops', 1, 1],
    ['@grace@kamiyo.ai', 1, 1],
    ['Write to ops@kamiyo.ai', 0, 0],
    ['{{#is_alert}}@oncall-kamiyo{{/is_alert}}', 1, 1],
    ['{{#is_recovery}}@slack-ops{{/is_recovery}}', 0, 0],
    ['{{#is_warning}}@slack-ops{{/is_warning}} @team-x', 1, 1],
    ['{{^is_alert}}@slack-ops{{/is_alert}}', 0, 0],
    ['{{^is_recovery}}@slack-ops{{/is_recovery}}', 1, 1],
    ['{{#is_match "env" "prod"}}@slack-ops{{/is_match}}', 0, 1],
    ['@a {{#is_exact_match "env" "prod"}}@b{{/is_exact_match}}', 1, 2],
  ])('%s', (message, least, most) => {
    expect(countHandles(message)).toEqual({ least, most });
  });
});
