/** Defects of names: what the name server says. */
export const NETWORK_DEFECTS = {
  'api-no-name': {
    title: 'the name api.kamiyo.ai is not in the zone',
    fails: [
      'bkp.failover-strategy/dns-failover',
      'infra.custom-domain-configured/dns-propagated',
      'sec.ddos-protection/cloudflare',
    ],
    zone: ({ 'api.kamiyo.ai': _, ...zone }) => zone,
  },
  'api-one-address': {
    title: 'api.kamiyo.ai has one address',
    fails: ['bkp.failover-strategy/dns-failover'],
    zone: zone => ({
      ...zone,
      'api.kamiyo.ai': {
        ...zone['api.kamiyo.ai'],
        A: zone['api.kamiyo.ai'].A.slice(0, 1),
      },
    }),
  },
  'kamiyo-other-name-servers': {
    title: 'the zone kamiyo.ai is not at Cloudflare',
    fails: ['sec.ddos-protection/cloudflare'],
    zone: zone => ({
      ...zone,
      'kamiyo.ai': { ...zone['kamiyo.ai'], NS: ['ns1.example.net'] },
    }),
  },
};
