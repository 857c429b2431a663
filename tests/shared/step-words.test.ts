/** BuildKit's descriptions as the author of a Dockerfile would put them. */

import { expect, test } from 'vitest';
import { stepWords } from '../../shared/step-words.ts';

test.each([
  ['mount / from exec /bin/sh -c npm ci', 'RUN npm ci'],
  ['mount / from exec /usr/bin/make all', 'RUN /usr/bin/make all'],
  ['cached mount /root/.npm from exec /bin/sh -c npm ci', '/root/.npm · npm ci'],
  ['[web 5/9] COPY . .', '[web 5/9] COPY . .'],
  ['', ''],
])('%s', (description, words) => {
  expect(stepWords(description)).toBe(words);
});
