import { expect, test, vi } from 'vitest';
import { retryLostStarts } from './retry-lost-starts.ts';

const lost = {
  code: 125,
  stdout: '',
  stderr:
    'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: waiting for init preliminary setup: read init-p: connection reset by peer: unknown.',
};
const missing = {
  code: 127,
  stdout: '',
  stderr:
    'OCI runtime create failed: runc create failed: unable to start container process: exec: "nothing": executable file not found in $PATH',
};
const well = { code: 0, stdout: 'id', stderr: '' };

test('a lost start is tidied up and tried again', async () => {
  const attempt = vi.fn().mockResolvedValueOnce(lost).mockResolvedValueOnce(well);
  const tidy = vi.fn();
  expect(await retryLostStarts(attempt, tidy)).toBe(well);
  expect(tidy).toHaveBeenCalledTimes(1);
});

test('the third lost start in a row is the answer', async () => {
  const attempt = vi.fn().mockResolvedValue(lost);
  expect(await retryLostStarts(attempt)).toBe(lost);
  expect(attempt).toHaveBeenCalledTimes(3);
});

test('any other failure is the answer at once', async () => {
  const attempt = vi.fn().mockResolvedValue(missing);
  expect(await retryLostStarts(attempt)).toBe(missing);
  expect(attempt).toHaveBeenCalledTimes(1);
});
