/** What Render, the shell and runtimes set by themselves, and nobody configures. */
const NAMES = [
  '_',
  'CI',
  'HOME',
  'HOSTNAME',
  'IS_PULL_REQUEST',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LOGNAME',
  'OLDPWD',
  'PATH',
  'PORT',
  'PWD',
  'SHELL',
  'SHLVL',
  'TERM',
  'TMPDIR',
  'TZ',
  'USER',
];
const FAMILIES = /^(?:RENDER(?:_.*)?|npm_.*|NVM_.*|KUBERNETES_.*)$/;

/** Whether a variable comes with the machine rather than from its settings. */
export function isOfSystem(name: string): boolean {
  return NAMES.includes(name) || FAMILIES.test(name);
}
