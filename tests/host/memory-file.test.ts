import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JsonMemoryFile } from '../../electron/host/memory-file.ts';
import { RememberingLog } from './remembering-log.ts';
import { tempFolder } from './temp-folder.ts';

it('a memory file gives back what was put in it, and nothing where it is missing or damaged', async () => {
  const path = join(await tempFolder(), 'notices.json');
  const memory = new JsonMemoryFile(path, new RememberingLog());
  expect(await memory.read()).toBeUndefined();
  await memory.write({ shownAtMs: { level: 5 } });
  expect(await memory.read()).toEqual({ shownAtMs: { level: 5 } });
  await writeFile(path, '{"shown');
  expect(await memory.read()).toBeUndefined();
});

it('a memory file that cannot be written is reported, not fatal', async () => {
  const path = join(await tempFolder(), 'notices.json');
  await mkdir(join(path, 'in-the-way'), { recursive: true });
  const log = new RememberingLog();
  await new JsonMemoryFile(path, log).write({});
  expect(log.events).toEqual(['memory-not-kept']);
});
