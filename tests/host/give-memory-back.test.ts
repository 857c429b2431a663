import { expect, test } from 'vitest';
import { giveMemoryBack } from '../../electron/host/give-memory-back.ts';

test('leaves no trace in what is loaded later', () => {
  giveMemoryBack();
  expect('gc' in globalThis).toBe(false);
});
