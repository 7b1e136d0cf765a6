// What a person would write by hand for one checklist: a plain function for
// each criterion, made here from the same file. It answers with statuses only;
// it keeps no record of what was read, and knows neither causes nor reasons.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const {
  celEnvironment,
} = require('../../plugins/production-readiness-engine/src/expression/environment.ts');
const {
  durationMs,
} = require('../../plugins/production-readiness-engine/src/checklist/durations.ts');

// Roll-up is the least of them, 'all of' too, and 'any of' the greatest.
export const FAIL = 0;
export const UNKNOWN = 1;
export const PASS = 2;
export const NOT_APPLICABLE = 3;

const RUNTIME = {
  size: value => value.length ?? Object.keys(value).length,
  contains: (key, holder) =>
    Array.isArray(holder) ? holder.includes(key) : Object.hasOwn(holder, key),
  features: entity =>
    (entity.annotations['production-readiness/features'] ?? '').split(','),
  duration: durationMs,
  and: (a, b) => {
    const left = a();
    return left === FAIL ? FAIL : Math.min(left, b());
  },
  or: (a, b) => {
    const left = a();
    return left === PASS ? PASS : Math.max(left, b());
  },
  all: (members, ask) => {
    let least = PASS;
    for (const one of members) least = Math.min(least, ask(one));
    return least;
  },
  exists: (members, ask) => {
    let greatest = FAIL;
    for (const one of members) greatest = Math.max(greatest, ask(one));
    return greatest;
  },
};

/** Writes the JavaScript of one expression. */
class Writer {
  constructor(checklist) {
    this.checklist = checklist;
    this.facts = new Set([
      ...checklist.collect.map(({ fact }) => fact),
      ...Object.keys(checklist.reports).map(type => `report.${type}`),
    ]);
    this.slots = new Map([...this.facts].map((fact, index) => [fact, index]));
  }

  /** A function of (unit, entity) that answers FAIL, UNKNOWN or PASS. */
  condition(source) {
    const { ast } = celEnvironment.parse(source);
    const needs = new Set();
    const fast = this.js(ast, { needs, bound: new Map() });
    const known = [...needs].join(' && ') || 'true';
    const body = `
      const own = entity.facts, top = unit.subject.facts, now = unit.now;
      try {
        if (${known}) return (${fast}) ? ${PASS} : ${FAIL};
        return ${this.kleene(ast)};
      } catch { return ${UNKNOWN}; }`;
    const make = new Function(
      'run',
      'param',
      `return (unit, entity) => {${body}}`,
    );
    return make(RUNTIME, this.checklist.params);
  }

  /** `bound`: the members that are asked one by one, by name. */
  kleene(node, bound = new Map()) {
    const part = child => this.kleene(child, bound);
    switch (node.op) {
      case '&&':
      case '||': {
        const [a, b] = node.args.map(arg => `() => ${part(arg)}`);
        return `run.${node.op === '&&' ? 'and' : 'or'}(${a}, ${b})`;
      }
      case '!_':
        return `(${PASS} - ${part(node.args)})`;
      case '?:': {
        const [when, then, otherwise] = node.args.map(part);
        return `((c => c === ${UNKNOWN} ? c : c === ${PASS} ? ${then} : ${otherwise})(${when}))`;
      }
      default:
        return this.overMembers(node, bound) ?? this.leaf(node, bound);
    }
  }

  leaf(node, bound) {
    const needs = new Set();
    const js = this.js(node, { needs, bound });
    const known = [...needs].join(' && ') || 'true';
    return `(${known} ? (${js}) ? ${PASS} : ${FAIL} : ${UNKNOWN})`;
  }

  overMembers(node, bound) {
    if (node.op !== 'rcall') return undefined;
    const [name, receiver, args] = node.args;
    const target = receiver.op === 'rcall' ? undefined : memberTarget(receiver);
    if (!target || (name !== 'all' && name !== 'exists')) return undefined;
    const variable = args[0].args;
    const inner = new Map(bound).set(variable, { target, alone: true });
    const list = `unit.inTarget[${JSON.stringify(target)}]`;
    const body = this.kleene(args[1], inner);
    return `run.${name}(${list}, ${variable} => ${body})`;
  }

  js(node, scope) {
    const of = (child, inner = scope) => this.js(child, inner);
    switch (node.op) {
      case 'value':
        return typeof node.args === 'bigint'
          ? String(node.args)
          : JSON.stringify(node.args);
      case 'id':
      case '.':
      case '[]':
        return this.access(node, scope);
      case 'list':
        return `[${node.args.map(arg => of(arg)).join(', ')}]`;
      case '!_':
      case '-_':
        return `(${node.op[0]}${of(node.args)})`;
      case '?:':
        return `(${of(node.args[0])} ? ${of(node.args[1])} : ${of(
          node.args[2],
        )})`;
      case 'in':
        return `run.contains(${of(node.args[0])}, ${of(node.args[1])})`;
      case 'call':
        return this.call(
          node.args[0],
          node.args[1].map(arg => of(arg)),
        );
      case 'rcall':
        return this.method(node.args, scope);
      default: {
        const operator = { '==': '===', '!=': '!==' }[node.op] ?? node.op;
        return `(${of(node.args[0])} ${operator} ${of(node.args[1])})`;
      }
    }
  }

  call(name, [first]) {
    switch (name) {
      case 'annotation':
        return `(entity.annotations[${first}] ?? unit.subject.annotations[${first}] ?? '')`;
      case 'feature':
        return `(run.features(entity).includes(${first}) || run.features(unit.subject).includes(${first}))`;
      case 'age':
        return `(now - Date.parse(${first}))`;
      case 'until':
        return `(Date.parse(${first}) - now)`;
      case 'days':
        return `(${first} * 86400000)`;
      case 'hours':
        return `(${first} * 3600000)`;
      case 'minutes':
        return `(${first} * 60000)`;
      case 'double':
        return `Number(${first})`;
      case 'size':
      case 'duration':
        return `run.${name}(${first})`;
      default:
        throw new Error(`No closure for ${name}()`);
    }
  }

  method([name, receiver, args], scope) {
    const of = child => this.js(child, scope);
    const walks = {
      all: 'every',
      exists: 'some',
      map: 'map',
      filter: 'filter',
    };
    if (walks[name]) {
      const variable = args[0].args;
      const target = memberTarget(receiver);
      const bound = new Map(scope.bound).set(variable, target && { target });
      const body = this.js(args[1], { ...scope, bound });
      const list = target
        ? `unit.inTarget[${JSON.stringify(target)}]`
        : of(receiver);
      return `${list}.${walks[name]}(${variable} => ${body})`;
    }
    const plain = {
      contains: 'includes',
      startsWith: 'startsWith',
      endsWith: 'endsWith',
      lowerAscii: 'toLowerCase',
      trim: 'trim',
      split: 'split',
    };
    if (name === 'size') return `run.size(${of(receiver)})`;
    if (!plain[name]) throw new Error(`No closure for .${name}()`);
    return `${of(receiver)}.${plain[name]}(${args.map(of).join(', ')})`;
  }

  access(node, scope) {
    const chain = chainOf(node);
    if (!chain) {
      const [holder, key] = node.args;
      const index = node.op === '.' ? JSON.stringify(key) : this.js(key, scope);
      return `${this.js(holder, scope)}[${index}]`;
    }
    const [root, ...keys] = chain;
    const path = list => list.map(key => `[${JSON.stringify(key)}]`).join('');
    if (scope.bound.has(root)) {
      const member = scope.bound.get(root);
      if (!member) return root + path(keys);
      if (keys[0] === 'entity') return `${root}${path(keys.slice(1))}`;
      const { slot, rest } = this.factIn(keys);
      const list = `unit.inTarget[${JSON.stringify(member.target)}]`;
      scope.needs.add(
        member.alone
          ? `${root}.facts[${slot}] !== undefined`
          : `${list}.every(m => m.facts[${slot}] !== undefined)`,
      );
      return `${root}.facts[${slot}]${path(rest)}`;
    }
    if (root === 'param') return `param${path(keys)}`;
    if (root === 'entity') return `entity${path(keys)}`;
    if (root === 'members') return `unit.inTarget${path(keys)}`;
    if (root === 'subject' && keys[0] === 'entity') {
      return `unit.subject${path(keys.slice(1))}`;
    }
    const holder = root === 'subject' ? 'top' : 'own';
    const { slot, rest } = this.factIn(root === 'subject' ? keys : chain);
    scope.needs.add(`${holder}[${slot}] !== undefined`);
    return `${holder}[${slot}]${path(rest)}`;
  }

  factIn(keys) {
    for (let length = keys.length; length >= 2; length--) {
      const slot = this.slots.get(keys.slice(0, length).join('.'));
      if (slot !== undefined) return { slot, rest: keys.slice(length) };
    }
    throw new Error(`No fact in ${keys.join('.')}`);
  }
}

function chainOf(node) {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.' && node.op !== '[]') return undefined;
  const [holder, key] = node.args;
  const name = node.op === '.' ? key : key.op === 'value' && key.args;
  const chain = typeof name === 'string' ? chainOf(holder) : undefined;
  return chain && [...chain, name];
}

function memberTarget(node) {
  if (node.op === 'rcall' && node.args[0] === 'filter') {
    return memberTarget(node.args[1]);
  }
  const chain = chainOf(node);
  return chain?.length === 2 && chain[0] === 'members' ? chain[1] : undefined;
}

const isGuarded = tree => {
  if ('attest' in tree) return true;
  if ('check' in tree || 'report' in tree) return tree.untilTraffic === true;
  const parts = tree.allOf ?? tree.anyOf ?? tree.substitute ?? tree.atLeast?.of;
  return parts !== undefined && parts.length > 0 && parts.every(isGuarded);
};

/** Functions of one checklist. Every source is taken to be connected. */
class Judge {
  constructor(checklist) {
    this.checklist = checklist;
    this.writer = new Writer(checklist);
    this.reportSlots = Object.keys(checklist.reports).map(type =>
      this.writer.slots.get(`report.${type}`),
    );
    this.items = checklist.items.map(item => ({
      id: item.id,
      criteria: item.criteria.map(({ id }) => id),
    }));
    this.definitions = new Map(
      checklist.items.flatMap(item => item.criteria.map(one => [one.id, one])),
    );
    const itemCriteria = new Map(
      this.items.map(({ id, criteria }) => [id, criteria]),
    );
    this.criteriaOf = id => itemCriteria.get(id);
    this.criteria = new Map(
      [...this.definitions].map(([id, criterion]) => [
        id,
        {
          targets: criterion.for,
          when: criterion.when && this.writer.condition(criterion.when),
          verify: this.tree(criterion.verify, id),
        },
      ]),
    );
  }

  tree(tree, about) {
    if ('check' in tree) return this.writer.condition(tree.check);
    if ('report' in tree) return this.report(tree.report);
    if ('attest' in tree) return this.attest(tree.attest, about);
    if ('criterion' in tree) return this.derived([tree.criterion]);
    if ('item' in tree) return this.derived(this.criteriaOf(tree.item));
    if ('substitute' in tree) return this.tree(tree.substitute[0], about);
    const of = (tree.allOf ?? tree.anyOf ?? tree.atLeast.of).map(child =>
      this.tree(child, about),
    );
    if (tree.allOf) {
      return (unit, entity) => {
        let least = NOT_APPLICABLE;
        for (const part of of) least = Math.min(least, part(unit, entity));
        return least;
      };
    }
    if (tree.anyOf) return this.alternatives(tree.anyOf, of);
    const { count } = tree.atLeast;
    return (unit, entity) => {
      const found = of.map(part => part(unit, entity));
      if (found.filter(one => one === PASS).length >= count) return PASS;
      return found.filter(one => one !== FAIL).length < count ? FAIL : UNKNOWN;
    };
  }

  /** Nobody outvotes a measurement; each is there, or was lost. */
  alternatives(trees, of) {
    const machines = of.filter(
      (_, index) => !isGuarded(trees[index]) && this.asksMachine(trees[index]),
    );
    const people = of.filter((_, index) => isGuarded(trees[index]));
    const others = of.filter(
      part => !machines.includes(part) && !people.includes(part),
    );
    return (unit, entity) => {
      let best = -1;
      const add = found => {
        if (found !== NOT_APPLICABLE && found > best) best = found;
      };
      for (const part of machines) add(part(unit, entity));
      const speaks = best === -1;
      for (const part of others) add(part(unit, entity));
      if (speaks) for (const part of people) add(part(unit, entity));
      return best === -1 ? NOT_APPLICABLE : best;
    };
  }

  asksMachine(tree) {
    if ('check' in tree || 'report' in tree) return true;
    if ('attest' in tree) return false;
    const inherited =
      'criterion' in tree ? [tree.criterion] : this.criteriaOf(tree.item);
    if (inherited) {
      return inherited.some(id =>
        this.asksMachine(this.definitions.get(id).verify),
      );
    }
    const parts =
      tree.allOf ?? tree.anyOf ?? tree.substitute ?? tree.atLeast.of;
    return parts.some(part => this.asksMachine(part));
  }

  report({ type, check, maxAge, sameCommit }) {
    const declared = this.checklist.reports[type];
    const holds = this.writer.condition(check ?? declared.check);
    const slot = this.writer.slots.get(`report.${type}`);
    const length = durationMs(maxAge ?? declared.maxAge ?? '');
    const isBound = sameCommit ?? declared.sameCommit ?? false;
    return (unit, entity) => {
      const report = entity.facts[slot];
      if (report === undefined) return UNKNOWN;
      if (length !== undefined) {
        if (!(unit.now < Date.parse(report.producedAt) + length))
          return UNKNOWN;
      }
      if (isBound && report.commit !== (entity.releaseCommit ?? null)) {
        return UNKNOWN;
      }
      return holds(unit, entity);
    };
  }

  attest({ role, document, about: other }, about) {
    const subject = document ? `document:${document}` : other ?? about;
    return (unit, entity) => {
      const key = `${subject}|${entity.ref}|${role}`;
      const found = unit.statements.get(key);
      if (found === undefined || !(unit.now < found.expires)) return UNKNOWN;
      return found.met ? PASS : FAIL;
    };
  }

  derived(ids) {
    return (unit, entity) => {
      let least = NOT_APPLICABLE;
      for (const id of ids) {
        const results = this.outcome(unit, id);
        const own = results.find(one => one.entity === entity);
        for (const { status } of own ? [own] : results) {
          if (status < least) least = status;
        }
      }
      return least;
    };
  }

  outcome(unit, id) {
    const known = unit.outcomes.get(id);
    if (known) return known;
    const { targets, when, verify } = this.criteria.get(id);
    const entities =
      targets.length === 1
        ? unit.inTarget[targets[0]]
        : unit.entities.filter(({ targets: own }) =>
            targets.some(target => own.includes(target)),
          );
    const results = entities.map(entity => {
      const applies = when ? when(unit, entity) : PASS;
      if (applies === FAIL) return { entity, status: NOT_APPLICABLE };
      if (applies === UNKNOWN) return { entity, status: UNKNOWN };
      return { entity, status: verify(unit, entity) };
    });
    unit.outcomes.set(id, results);
    return results;
  }

  /** Statuses of all criteria and items of a unit, from its records. */
  judge(input, targetsOf) {
    const unit = this.unitOf(input, targetsOf);
    const criteria = new Map();
    const items = new Map();
    for (const item of this.items) {
      let ofItem = NOT_APPLICABLE;
      for (const id of item.criteria) {
        let status = NOT_APPLICABLE;
        for (const one of this.outcome(unit, id)) {
          if (one.status < status) status = one.status;
        }
        criteria.set(id, status);
        if (status < ofItem) ofItem = status;
      }
      items.set(item.id, ofItem);
    }
    return { criteria, items };
  }

  unitOf({ now, subject, members, facts, attestations }, targetsOf) {
    const { slots } = this.writer;
    const entities = [subject, ...members].map(entity => ({
      ...entity,
      targets: targetsOf(entity, entity === subject),
      facts: new Array(slots.size),
    }));
    const byRef = new Map(entities.map(entity => [entity.ref, entity]));
    for (const { entityRef, fact, value, expiresAt } of facts) {
      if (now < Date.parse(expiresAt)) {
        byRef.get(entityRef).facts[slots.get(fact)] = value;
      }
    }
    // A member of which nothing was reported is spoken for by its subject.
    for (const slot of this.reportSlots) {
      for (const { facts: own } of entities) {
        own[slot] ??= entities[0].facts[slot];
      }
    }
    const inTarget = {};
    for (const target of Object.keys(this.checklist.targets)) {
      inTarget[target] = entities.filter(({ targets }) =>
        targets.includes(target),
      );
    }
    const statements = new Map(
      attestations.map(({ about, entityRef, role, statement, expiresAt }) => [
        `${about}|${entityRef}|${role}`,
        { met: statement === 'met', expires: Date.parse(expiresAt) },
      ]),
    );
    return {
      now,
      entities,
      subject: entities[0],
      inTarget,
      statements,
      outcomes: new Map(),
    };
  }
}

/** The closures of a checklist. */
export function writeClosures(checklist) {
  return new Judge(checklist);
}
