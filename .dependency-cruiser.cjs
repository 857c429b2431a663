/** Which folder may import which. ARCHITECTURE.md has the picture; this file is the law. */
const only = (folder, allowed) => ({
  name: `${folder.replace(/[\^/]/g, '-')}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { pathNot: [`^${folder}/`, ...allowed] },
});
const npm = (...names) => `node_modules/(${names.join('|')})/`;
const node =
  '^node:|^(fs|fs/promises|os|path|net|tls|http|stream|crypto|util|url|events|child_process|timers|timers/promises|buffer|readline|string_decoder|v8|vm|zlib)$';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '^shared/paraglide/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          'config\\.',
          '^electron/(main|preload|cli)\\.ts$',
          '^\\.dep',
          '^build/',
          '^shared/paraglide/',
        ],
      },
      to: {},
    },
    only('shared', [npm('valibot')]),
    only('electron/core', ['^shared/', npm('croner')]),
    {
      name: 'only-the-schedule-knows-croner',
      severity: 'error',
      from: { pathNot: '^electron/core/automation/next-run\\.ts$' },
      to: { path: npm('croner') },
    },
    only('electron/engine', [
      '^shared/',
      '^electron/core/ports/',
      npm('dockerode', 'docker-modem', '@types/dockerode', 'valibot'),
      node,
    ]),
    only('electron/host', ['^shared/', '^electron/core/ports/', npm('valibot'), node]),
    only('electron/shell', [
      '^shared/',
      '^electron/core/',
      npm('electron', 'electron-updater', 'valibot'),
      node,
    ]),
    only('renderer', [
      '^shared/',
      '^svelte(/|$)',
      // These resolve under the condition `svelte` alone, which dependency-cruiser does not set.
      '^@lucide/svelte/',
      '^virtua/svelte$',
      npm('svelte', 'esm-env', 'clsx', 'bits-ui', '@lucide/svelte', 'uplot', 'd3-hierarchy', 'virtua'),
    ]),
    {
      name: 'preload-is-small',
      severity: 'error',
      from: { path: '^electron/preload\\.ts$' },
      to: { pathNot: ['^shared/contract\\.ts$', npm('electron')] },
    },
    {
      name: 'cli-has-no-electron',
      severity: 'error',
      from: { path: '^electron/(cli|core|engine|host)' },
      to: { path: [npm('electron'), '^electron/shell/'] },
    },
    {
      name: 'only-the-engine-knows-dockerode',
      severity: 'error',
      from: { pathNot: '^(electron/engine|tests)/' },
      to: { path: npm('dockerode', 'docker-modem') },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^shared/paraglide/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(tests/fixtures|dist|out)/' },
  },
};
