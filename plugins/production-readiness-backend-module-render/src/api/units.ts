const BYTES: Record<string, number> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  kilobytes: 1e3,
  kib: 1024,
  mb: 1e6,
  megabytes: 1e6,
  mib: 1024 ** 2,
  gb: 1e9,
  gigabytes: 1e9,
  gib: 1024 ** 3,
};

const MILLISECONDS: Record<string, number> = {
  us: 1e-3,
  microseconds: 1e-3,
  ms: 1,
  millisecond: 1,
  milliseconds: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
};

/** Bytes in a unit that Render names; throws on one that is not known. */
export function bytesIn(unit: string): number {
  return factorOf(unit, BYTES);
}

/** Milliseconds in a unit that Render names; throws on one that is not known. */
export function millisecondsIn(unit: string): number {
  return factorOf(unit, MILLISECONDS);
}

// Render documents the unit as free text: what is not known is not guessed.
function factorOf(unit: string, known: Record<string, number>): number {
  const name = unit.trim().toLowerCase();
  if (Object.hasOwn(known, name)) return known[name];
  throw new Error(
    `Render gives the metric in the unit '${unit.slice(
      0,
      40,
    )}', which is not known`,
  );
}
