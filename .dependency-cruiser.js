/**
 * Which way the arrows point: docs/architecture.md, "Which way the arrows point". Each room and what it may import of ours; all else is refused.
 */
const rooms = {
  'packages/config': [],
  'packages/observability': ['config'],
  'packages/speech': ['config'],
  'packages/db': ['config', 'observability'],
  'packages/live': ['config', 'observability'],
  'packages/providers': ['speech', 'config', 'observability'],
  'packages/clinic': ['db', 'live', 'config', 'observability'],
  'packages/receptionist': ['clinic', 'config', 'observability'],
  'packages/sandbox': ['speech', 'receptionist', 'config', 'observability'],
  'packages/services': ['config', 'db', 'observability'],
  'apps/voice': ['receptionist', 'clinic', 'live', 'providers', 'speech', 'config', 'observability'],
  'apps/worker': ['clinic', 'receptionist', 'live', 'providers', 'config', 'observability'],
  'apps/web': ['clinic', 'live', 'receptionist', 'config', 'observability'],
};

/** Tests may use anything, and nothing imports them; `apps/voice`'s simulation may also use the sandbox. */
const tests = '\\.(test|spec)\\.tsx?$|(^|/)testing/';

const arrows = Object.entries(rooms).map(([room, allowed]) => ({
  name: `arrows-of-${room.replace('/', '-')}`,
  comment: `${room} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: room === 'apps/voice' ? `${tests}|^apps/voice/src/simulation/` : tests },
  to: {
    path: '^(apps|packages|prisma|e2e|eval|bench|scripts)/',
    pathNot: [`^${room}/`, ...allowed.map((name) => `^packages/${name}/`)],
  },
}));

export default {
  forbidden: [
    ...arrows,
    {
      name: 'language-stands-alone',
      comment: 'language/ is pure: it imports nothing but itself',
      severity: 'error',
      from: { path: '^packages/receptionist/src/language/', pathNot: tests },
      to: { pathNot: '^packages/receptionist/src/language/' },
    },
    {
      name: 'web-takes-types-of-receptionist',
      comment: 'apps/web knows the shapes of the receptionist, never its code',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^packages/receptionist/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'callers-know-no-parser',
      comment:
        'eval/ and its callers use none of the tables by which callers are understood: the two must be able to disagree',
      severity: 'error',
      from: { path: '^eval/' },
      to: { path: '^packages/receptionist/src/(language|grammar|rules)/|^packages/receptionist/src/understand' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-the-outside',
      comment: 'scripts, seeds, benches and tests are imported by nothing',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: tests },
      to: { path: `^(scripts|e2e|eval|bench|prisma)/|${tests}` },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^server-only$', '\\.css$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|generated|dist)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
