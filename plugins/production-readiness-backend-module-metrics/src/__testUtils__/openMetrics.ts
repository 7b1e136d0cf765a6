/** A series that is written into the past, one point a minute. */
export interface PastSeries {
  name: string;
  labels?: Record<string, string>;
  type: 'counter' | 'gauge';
  /** By minutes since the beginning; undefined: no point then. */
  at(minute: number): number | undefined;
}

/** The past as promtool reads it: OpenMetrics with times. */
export function openMetrics(options: {
  series: PastSeries[];
  /** Of the last point, in milliseconds. */
  endMs: number;
  minutes: number;
}): string {
  const { series, endMs, minutes } = options;
  const families = new Map<string, PastSeries[]>();
  for (const each of series) {
    families.set(each.name, [...(families.get(each.name) ?? []), each]);
  }
  const lines = [...families].flatMap(([name, members]) => {
    const [{ type }] = members;
    const family = type === 'counter' ? name.replace(/_total$/, '') : name;
    return [
      `# TYPE ${family} ${type}`,
      ...members.flatMap(member =>
        pointsOf(member, minutes).map(
          ({ minute, value }) =>
            `${name}${shown(member.labels)} ${value} ${
              endMs / 1000 - (minutes - minute) * 60
            }`,
        ),
      ),
    ];
  });
  return `${lines.join('\n')}\n# EOF\n`;
}

function pointsOf({ at }: PastSeries, minutes: number) {
  return Array.from({ length: minutes + 1 }, (_, minute) => ({
    minute,
    value: at(minute),
  })).filter(({ value }) => value !== undefined);
}

function shown(labels: Record<string, string> = {}): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
