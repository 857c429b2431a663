import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { releaseFeed } from '../../electron/host/release-feed.ts';

let server: Server;
let reply: { readonly status: number; readonly text: string };

beforeEach(async () => {
  reply = { status: 200, text: '{}' };
  server = createServer((_request, response) => response.writeHead(reply.status).end(reply.text));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  server.close();
});

const newest = () => {
  const { port } = server.address() as AddressInfo;
  return releaseFeed(`http://127.0.0.1:${String(port)}/latest`, fetch).newest();
};

test('tells the version of the latest release', async () => {
  reply = { status: 200, text: '{"tag_name":"v1.12.3","name":"A name","assets":[]}' };
  expect(await newest()).toEqual({ kind: 'version', version: '1.12.3' });
});

test('knows of none while nothing was published', async () => {
  reply = { status: 404, text: '{"message":"Not Found"}' };
  expect(await newest()).toEqual({ kind: 'none' });
});

test.each([
  ['too many questions', 403, '{"message":"API rate limit exceeded"}'],
  ['a page of a hotel', 200, '<html>Sign in</html>'],
  ['a tag that is no version', 200, '{"tag_name":"v1.0.0-beta"}'],
  ['a tag that is far too long', 200, `{"tag_name":"v1.0.${'9'.repeat(50)}"}`],
  ['no tag', 200, '[]'],
])('cannot read %s', async (_what, status, text) => {
  reply = { status, text };
  expect(await newest()).toEqual({ kind: 'bad-reply' });
});

test('is offline where nobody answers', async () => {
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  expect(await releaseFeed(`http://127.0.0.1:${String(port)}/`, fetch).newest()).toEqual({ kind: 'offline' });
});

test('is offline where the answer breaks off', async () => {
  server.removeAllListeners('request');
  server.on('request', (_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"tag_name"');
    setImmediate(() => response.destroy());
  });
  expect(await newest()).toEqual({ kind: 'offline' });
});
