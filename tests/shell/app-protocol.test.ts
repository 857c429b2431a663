import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answerRequest, readManifest, type Manifest } from '../../electron/shell/app-protocol.ts';

vi.mock('electron', () => import('../fakes/fake-electron.ts'));

let folder: string;
let manifest: Manifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilge-ui-'));
  await mkdir(join(folder, 'ui', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(folder, 'ui', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'ui', 'assets', 'index-a1.js'), 'run()');
  await writeFile(join(folder, 'ui', 'assets', 'index-a1.js.map'), '{}');
  manifest = await readManifest(join(folder, 'ui'));
});
afterAll(() => rm(folder, { recursive: true }));

const get = (address: string, init?: RequestInit) => answerRequest(manifest, new Request(address, init));

test('lists the files of the build that a window can use', () => {
  expect([...manifest.keys()].toSorted()).toEqual(['/assets/index-a1.js', '/index.html']);
});

test('serves a page with its type and the whole content policy', async () => {
  const answer = await get('app://ui/index.html#popover');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('<!doctype html>');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
      'trusted-types svelte-trusted-html',
  );
});

test('serves scripts as scripts', async () => {
  const answer = await get('app://ui/assets/index-a1.js');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test.each([
  'app://ui/',
  'app://ui/secret.js',
  'app://ui/../secret.js',
  'app://ui/%2e%2e/secret.js',
  'app://ui/..%2fsecret.js',
  'app://ui//index.html',
  'app://ui/assets/index-a1.js.map',
  'app://other/index.html',
  'https://ui/index.html',
])('has nothing at %s', async (address) => {
  expect((await get(address)).status).toBe(404);
});

test('answers nothing but reading', async () => {
  expect((await get('app://ui/index.html', { method: 'POST', body: 'x' })).status).toBe(404);
});
