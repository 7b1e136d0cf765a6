import { ConfigReader } from '@backstage/config';
import { readConnections } from './config';

const read = (metrics: unknown) =>
  readConnections(
    new ConfigReader({
      productionReadiness: { collectors: { metrics: metrics as any } },
    }),
  );

describe('how Prometheus and Datadog are reached', () => {
  it('is nothing without configuration', () => {
    expect(readConnections(new ConfigReader({}))).toEqual({
      prometheus: undefined,
      datadog: undefined,
    });
  });

  it('may stand beside the provider', () => {
    expect(
      read({
        provider: 'prometheus',
        baseUrl: 'https://prometheus.kamiyo.ai/',
        alertmanager: { baseUrl: 'https://alertmanager.kamiyo.ai' },
        window: 'PT24H',
        queries: { 'http.p95': 'up' },
      }).prometheus,
    ).toEqual({
      baseUrl: 'https://prometheus.kamiyo.ai',
      headers: {},
      alertmanager: { baseUrl: 'https://alertmanager.kamiyo.ai', headers: {} },
    });
  });

  it.each([
    [{ token: 'abc' }, 'Bearer abc'],
    [{ username: 'me', password: 'pw' }, 'Basic bWU6cHc='],
  ])('with %j', (login, authorization) => {
    const prometheus = { baseUrl: 'https://p.example', ...login };
    expect(read({ prometheus }).prometheus?.headers).toEqual({ authorization });
  });

  it.each([
    [{}, 'https://api.datadoghq.com', 'https://app.datadoghq.com'],
    [
      { site: 'datadoghq.eu' },
      'https://api.datadoghq.eu',
      'https://app.datadoghq.eu',
    ],
    [
      { site: 'us3.datadoghq.com' },
      'https://api.us3.datadoghq.com',
      'https://us3.datadoghq.com',
    ],
  ])('at a site of Datadog: %j', (site, baseUrl, appUrl) => {
    expect(
      read({ datadog: { apiKey: 'a', appKey: 'b', ...site } }).datadog,
    ).toMatchObject({ baseUrl, appUrl });
  });

  const baseUrl = 'https://prometheus.kamiyo.ai';
  it.each([
    [{ baseUrl }, /'baseUrl' beside no provider.*prometheus or datadog/],
    [{ provider: 'prometheus', baseUrl, prometheus: { baseUrl } }, /twice/],
    [
      { prometheus: { baseUrl: 'prometheus' } },
      /prometheus\.baseUrl must be a URL/,
    ],
    [
      { prometheus: { baseUrl: 'https://me:s3cret@p.example' } },
      /no credentials/,
    ],
    [{ prometheus: { baseUrl: 'https://p.example/?key=s3cret' } }, /no query/],
    [
      { prometheus: { baseUrl, password: 's3cret' } },
      /both of username and password/,
    ],
    [
      {
        prometheus: { baseUrl, token: 's3cret', username: 'a', password: 'b' },
      },
      /not both/,
    ],
    [{ prometheus: { baseUrl, tokn: 's3cret' } }, /tokn/],
    [{ datadog: { apiKey: 's3cret' } }, /datadog\.appKey/],
    [{ datadog: { apiKey: 's3cret', appKey: 'b', site: 'evil/..' } }, /site/],
  ])('is refused with a sentence: %j', (metrics, said) => {
    let message = '';
    try {
      read(metrics);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(said);
    expect(message).toContain('productionReadiness.collectors.metrics');
    expect(message).not.toContain('s3cret');
  });
});
