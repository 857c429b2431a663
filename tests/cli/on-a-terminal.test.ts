import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from 'vite';
import { textWidth } from '../../electron/cli/text-width.ts';
import { SampleEngine, type SamplePace } from '../../electron/engine/sample/sample-engine.ts';
import { sampleRoutes } from '../../electron/engine/sample/sample-routes.ts';
import { sampleSeed } from '../../electron/engine/sample/sample-seed.ts';
import {
  serveOnPrivateSocket,
  type RunningServer,
} from '../../electron/engine/sample/start-sample-engine.ts';
import { aTerminal, CLEAR_LINE, COLUMNS, CTRL_C, CTRL_D, framesOf, type FakeTerminal } from './a-terminal.ts';

const swift: SamplePace = { recordMs: 20, objectMs: 60 };
let terminal: FakeTerminal;
let sample: SampleEngine;
let server: RunningServer;
/** Deletes get no answer while it is true; `onHeld` hears of them. */
let isHeld = false;
let onHeld: () => void = () => undefined;

beforeAll(async () => {
  await build({ configFile: 'build/vite.cli.config.ts', logLevel: 'error' });
}, 60_000);
beforeEach(() => {
  isHeld = false;
  terminal = aTerminal();
});
afterEach(async () => {
  await server.close();
  terminal.dispose();
});

async function engineAt(pace: SamplePace): Promise<void> {
  sample = new SampleEngine(sampleSeed(Date.now()), pace);
  const routes = sampleRoutes(sample);
  server = await serveOnPrivateSocket((request, response) => {
    if (!isHeld || request.method === 'GET' || request.method === 'HEAD') routes(request, response);
    else onHeld();
  });
}
const clean = (...options: readonly string[]): readonly string[] => [
  'clean',
  'deep',
  '--while-building',
  '--host',
  server.endpoint,
  ...options,
];

// `script` of other systems takes other options.
describe.skipIf(process.platform !== 'linux')('on a terminal', { timeout: 30_000 }, () => {
  test('a clean is one line that moves, as wide as the terminal, and is gone when the receipt comes', async () => {
    await engineAt(swift);
    const run = terminal.run(clean('--yes'));
    expect(await run.ended).toBe(0);
    const frames = framesOf(run.screen());
    const percents = frames.map((frame) => Number.parseInt(frame));
    expect(new Set(percents).size).toBeGreaterThan(3);
    expect(percents).toEqual([...percents].sort((one, other) => one - other));
    for (const frame of frames) expect(textWidth(frame)).toBeLessThanOrEqual(COLUMNS - 1);
    expect(frames.some((frame) => textWidth(frame) === COLUMNS - 1 && frame.includes('█'))).toBe(true);
    const afterBar = run.screen().split(CLEAR_LINE).at(-1);
    expect(afterBar).toMatch(/freed for certain[^]*Done, /);
    expect(run.screen()).not.toContain('\u001b[?');
  });

  test('headings stand out, unless NO_COLOR is set', async () => {
    await engineAt(swift);
    const plan = ['plan', 'deep', '--host', server.endpoint];
    const colourful = terminal.run(plan);
    const plain = terminal.run(plan, { NO_COLOR: '1' });
    expect([await colourful.ended, await plain.ended]).toEqual([0, 0]);
    expect(colourful.screen()).toContain('\u001b[1mDeep clean: this goes\u001b[0m');
    expect(plain.screen()).toContain('Deep clean: this goes');
    expect(plain.screen()).not.toContain('\u001b');
  });

  test('prints nothing more where DEBUG asks every library to tell all', async () => {
    await engineAt(swift);
    const run = terminal.run(['plan', 'deep', '--host', server.endpoint], { NO_COLOR: '1', DEBUG: '*' });
    expect(await run.ended).toBe(0);
    expect(run.screen()).toContain('Deep clean: this goes');
    expect(run.screen()).not.toMatch(/modem|Sending|Received/);
  });

  test('says which typed rule keeps nothing: it may be mistyped', async () => {
    await engineAt(swift);
    const rules = ['--protect', 'lable:keep=yes', '--protect', '*'];
    const run = terminal.run(['plan', 'deep', ...rules, '--host', server.endpoint], { NO_COLOR: '1' });
    expect(await run.ended).toBe(0);
    expect(run.screen()).toContain('--protect lable:keep=yes keeps nothing');
    expect(run.screen()).not.toContain('--protect * keeps nothing');
  });

  test('Ctrl-C stops after the call under way, with a receipt', async () => {
    await engineAt({ recordMs: 40, objectMs: 200 });
    const before = sample.state.images.length;
    const run = terminal.run(clean('--yes'));
    await run.shows(/\d+% .*Images/);
    run.press(CTRL_C);
    expect(await run.ended).toBe(130);
    expect(run.screen()).toContain('stopping…');
    expect(run.screen()).toMatch(/Stopped, /);
    expect(sample.state.images.length).toBeGreaterThan(0);
    expect(sample.state.images.length).toBeLessThanOrEqual(before);
  });

  test('Ctrl-C twice ends at once; the next clean says so first, and --resume finishes it', async () => {
    await engineAt(swift);
    isHeld = true;
    const held = new Promise<void>((resolve) => (onHeld = resolve));
    const run = terminal.run(clean('--yes'));
    await held;
    run.press(CTRL_C);
    await run.shows(/stopping…/);
    run.press(CTRL_C);
    expect(await run.ended).toBe(130);
    expect(run.screen()).not.toContain('freed for certain');

    const next = terminal.run(clean());
    await next.shows(/\[y\/N\]/);
    next.press(CTRL_D);
    expect(await next.ended).toBe(4);
    expect(next.screen()).toMatch(
      /^An earlier clean was cut off, 0 of \d+ items deleted\. bilge clean --resume/,
    );

    isHeld = false;
    const resume = ['clean', '--resume', '--yes', '--while-building', '--host', server.endpoint];
    const finished = terminal.run(resume);
    expect(await finished.ended).toBe(0);
    expect(finished.screen()).toMatch(/Done, /);
    expect(sample.state.images.length).toBe(4);
    const again = terminal.run(resume);
    expect(await again.ended).toBe(0);
    expect(again.screen()).toContain('No clean was cut off.');
  });

  test('a clean that waits for a build says so, with what to do; Ctrl-C ends the wait and nothing went', async () => {
    await engineAt(swift);
    sample.emit('image', 'tag', 'sha256:0');
    const images = sample.state.images.length;
    const waits = ['clean', 'deep', '--yes', '--host', server.endpoint];
    const run = terminal.run(waits);
    await run.shows(/Waiting for a build to end\. Ctrl-C stops; --while-building does not wait\./);
    run.press(CTRL_C);
    expect(await run.ended).toBe(130);
    expect(run.screen()).toMatch(/Stopped, /);

    const refused = terminal.run([...waits, '--no-wait']);
    expect(await refused.ended).toBe(4);
    expect(refused.screen()).not.toContain('Waiting');
    expect(sample.state.images.length).toBe(images);
  });

  test('in a pipe there is neither a live line nor colour', async () => {
    await engineAt(swift);
    const run = terminal.run(clean('--yes'), {}, '2>&1 | cat');
    expect(await run.ended).toBe(0);
    expect(run.screen()).toMatch(/Done, /);
    expect(run.screen()).not.toContain('\u001b');
  });

  test.each([
    ['n\r', 4],
    ['\r', 4],
    [CTRL_D, 4],
    [CTRL_C, 130],
  ])('asked, %j deletes nothing', async (keys, code) => {
    await engineAt(swift);
    const before = JSON.stringify(sample.state);
    const run = terminal.run(clean());
    await run.shows(/Delete this\?.*\[y\/N\]/);
    run.press(keys);
    expect(await run.ended).toBe(code);
    expect(run.screen()).toContain('Nothing was deleted.');
    expect(JSON.stringify(sample.state)).toBe(before);
  });

  test('asked, y deletes', async () => {
    await engineAt(swift);
    const run = terminal.run(clean());
    await run.shows(/\[y\/N\]/);
    run.press('y\r');
    expect(await run.ended).toBe(0);
    expect(run.screen()).toMatch(/Done, /);
  });
});
