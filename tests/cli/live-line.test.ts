import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveLine } from '../../electron/cli/live-line.ts';
import { paintFor } from '../../electron/cli/paint.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function screen(isTTY = true) {
  const written: string[] = [];
  return { isTTY, columns: 40, written, write: (text: string) => written.push(text) };
}

test('the line redraws itself in place, as wide as the terminal is then', () => {
  const output = screen();
  const line = new LiveLine(output);
  line.show((columns) => `a${columns}`);
  expect(output.written).toEqual(['\r\u001b[2Ka39']);
});

test('ten times a second at most, and the last that was shown is drawn', () => {
  const output = screen();
  const line = new LiveLine(output);
  for (let at = 0; at < 1_000; at += 5) {
    line.show(() => String(at));
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(200);
  expect(output.written.length).toBeLessThanOrEqual(11);
  expect(output.written.length).toBeGreaterThanOrEqual(9);
  expect(output.written.at(-1)).toBe('\r\u001b[2K995');
});

test('taken away, it leaves an empty line and does not come back', () => {
  const output = screen();
  const line = new LiveLine(output);
  line.show(() => 'a');
  line.show(() => 'b');
  line.clear();
  vi.advanceTimersByTime(1_000);
  expect(output.written).toEqual(['\r\u001b[2Ka', '\r\u001b[2K']);
});

test('in a pipe or a file there is none', () => {
  const output = screen(false);
  const line = new LiveLine(output);
  line.show(() => 'a');
  line.clear();
  expect(output.written).toEqual([]);
});

test.each([
  [{ isTTY: true }, {}, '\u001b[1mx\u001b[0m'],
  [{ isTTY: true }, { NO_COLOR: '1' }, 'x'],
  [{ isTTY: true }, { NO_COLOR: '' }, '\u001b[1mx\u001b[0m'],
  [{ isTTY: true }, { TERM: 'dumb' }, 'x'],
  [{ isTTY: false }, {}, 'x'],
])('colour on %j with %j', (stream, env, text) => {
  expect(paintFor(stream, env)('heading', 'x')).toBe(text);
});
