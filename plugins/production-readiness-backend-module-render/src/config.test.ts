import { ConfigReader } from '@backstage/config';
import { readRenderConfig } from './config';

const read = (render: object | undefined, postgres?: object) =>
  readRenderConfig(
    new ConfigReader({
      productionReadiness: { collectors: { render, postgres } },
    } as any),
  );

describe('configuration of Render', () => {
  it('may be absent', () => {
    expect(read(undefined)).toBeUndefined();
  });

  it('is read as the checklist shows it', () => {
    expect(
      read(
        {
          apiKey: 'rnd_x',
          ownerId: 'tea-0123456789abcdef0123',
          envInspection: 'values',
          knownDefaults: ['dev_x402_admin_key_change_in_production'],
          allowedMembers: ['Ada@kamiyo.ai'],
          maxPrivilegedMembers: 4,
        },
        { trustedCidrs: ['203.0.113.10/32'] },
      ),
    ).toEqual({
      apiKey: 'rnd_x',
      ownerId: 'tea-0123456789abcdef0123',
      envInspection: 'values',
      knownDefaults: ['dev_x402_admin_key_change_in_production'],
      allowedMembers: ['ada@kamiyo.ai'],
      maxPrivilegedMembers: 4,
      trustedCidrs: ['203.0.113.10/32'],
    });
  });

  it.each([
    [{ apiKey: 'rnd_secret' }, /envInspection has no default: write 'off'/],
    [
      { apiKey: 'rnd_secret', envInspection: 'all' },
      /envInspection must be 'off', 'keys-only' or 'values'/,
    ],
    [{ envInspection: 'off' }, /render\.apiKey/],
    [
      { apiKey: 'rnd_secret', envInspection: 'off', ownerId: 'kamiyo' },
      /ownerId must be a workspace's id/,
    ],
    [
      { apiKey: 'rnd_secret', envInspection: 'off', token: 'rnd_secret' },
      /render/,
    ],
  ])('stops the start-up on %j', (render, reason) => {
    expect(() => read(render)).toThrow(reason);
    expect(() => read(render)).toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining('rnd_secret'),
      }),
    );
  });

  it('stops the start-up on a network that is none', () => {
    expect(() =>
      read(
        { apiKey: 'rnd_x', envInspection: 'off' },
        { trustedCidrs: ['203.0.113.300/32'] },
      ),
    ).toThrow(/trustedCidrs.*203\.0\.113\.300\/32/);
  });
});
