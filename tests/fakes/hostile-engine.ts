/** An engine whose every text is an attack: on the window, the terminal, the layout, the log. It speaks real HTTP. */

import type { SampleState } from '../../electron/engine/sample/sample-state.ts';
import type { Asked, Scripted } from './fake-docker-server.ts';

const MB = 1_000_000;
const HOUR_MS = 3_600_000;

/** In every hostile text, so that wherever one ends up it is found: half a kilobyte of each may be shown, none be logged. */
export const MARK = 'h0stile';

/** Each begins with the mark. */
export const hostileTexts: readonly string[] = [
  `${MARK} <img src=x onerror="document.title='owned'"><script>document.title='owned'</script><b class=owned>`,
  `${MARK} "></span><iframe src=javascript:alert(1)></iframe>{@html owned}{{owned}}\${owned}`,
  `${MARK} \u202Eevil\u202C \u2066isolated \u061C\u200F‫dir\u200B\uFEFF\u2069`,
  `${MARK} \u001b[2J\u001b[31mred\u001b]0;title\u0007\u009b5m\u001b]8;;http://evil\u001b\\link`,
  `${MARK} nul\u0000bell\u0007back\b\b\b\rreturn\nline\u2028separator\u2029paragraph\u0085next\ttab\u000bvertical`,
  `${MARK}${'W'.repeat(100_000)}`,
  `${MARK} ${'👩‍👩‍👧‍👦🏳️‍🌈🧑🏿‍🚀'.repeat(400)}`,
  `${MARK} e${'\u0301'.repeat(2_000)} Z̸̧̛͖͎͍͎̹̭̼̟ͣͪ`,
  `${MARK} مرحبا بالعالم שלום עולם ${'ثعبان'.repeat(100)}`,
  `${MARK} \uD800 half a pair \uDFFF ﷽${'﷽'.repeat(50)}`,
  `${MARK}/${'a/'.repeat(3_000)}../../../etc/passwd`,
  `${MARK},=,"quoted",'; DROP TABLE images; -- =HYPERLINK("http://evil") %s %n \\u202e &lt;b&gt;`,
];

const text = (index: number): string => hostileTexts[index % hostileTexts.length] ?? '';

/** A thing of each kind for each text. */
export function hostileState(nowMs: number): SampleState {
  const each = hostileTexts.map((_, index) => index);
  const atMs = (index: number): number => nowMs - (index + 48) * HOUR_MS;
  const labels = (index: number): Readonly<Record<string, string>> => ({
    [text(index)]: text(index + 1),
    'com.docker.compose.project': text(index),
    'com.docker.compose.service': text(index + 1),
    'org.testcontainers': text(index + 2),
    base_image: text(index + 3),
  });
  return {
    records: each.map((index) => ({
      id: `record${index}`,
      parentIds: index % 4 === 0 ? [] : [`record${index - 1}`],
      type: index % 2 === 1 ? text(index) : 'regular',
      description: text(index),
      sizeBytes: (index + 1) * MB,
      createdAtMs: atMs(index),
      lastUsedAtMs: atMs(index),
      useCount: 1,
      isInUse: index === 3,
      layerKey: index % 4 === 1 ? `layer${index}` : undefined,
    })),
    images: each.map((index) => ({
      id: imageId(index),
      tags: index % 6 === 5 ? [] : [text(index), text(index + 1)],
      digests: [`${text(index)}@${imageId(index)}`],
      layers: [
        { key: 'base', sizeBytes: 9 * MB, createdBy: text(index + 2) },
        { key: `layer${index}`, sizeBytes: (index + 1) * MB, createdBy: text(index) },
      ],
      createdAtMs: atMs(index),
      labels: labels(index),
    })),
    containers: each.map((index) => ({
      id: `c${String(index).padStart(63, '0')}`,
      name: text(index),
      imageId: imageId(index),
      imageName: text(index),
      state: index % 3 === 0 ? 'running' : 'exited',
      createdAtMs: atMs(index),
      finishedAtMs: index % 3 === 0 ? undefined : atMs(index) + HOUR_MS,
      writtenBytes: MB,
      volumeNames: [text(index)],
      networkName: text(index),
      labels: labels(index),
    })),
    volumes: each.map((index) => ({
      name: text(index),
      isAnonymous: index % 2 === 0,
      sizeBytes: (index + 1) * MB,
      createdAtMs: atMs(index),
      labels: labels(index),
    })),
    networks: each.map((index) => ({
      id: `n${String(index).padStart(63, '0')}`,
      name: text(index),
      createdAtMs: atMs(index),
      labels: labels(index),
    })),
  };
}

function volumeItem({ name, labels }: SampleState['volumes'][number]): object {
  return { Name: name, Driver: name, Labels: labels, CreatedAt: name, Options: labels, Mountpoint: name };
}

function imageId(index: number): string {
  return `sha256:${String(index).padStart(64, 'a')}`;
}

/** What the engine says of itself, and how its containers keep logs. */
export function hostileAnswers({ path }: Asked): Scripted {
  if (path === '/info')
    return {
      json: {
        ID: text(0),
        Name: text(1),
        DockerRootDir: `/${text(3)}`,
        OperatingSystem: text(2),
        DriverStatus: [[text(4), text(5)]],
        SystemTime: new Date().toISOString(),
      },
    };
  if (path === '/version')
    return {
      json: { Version: text(3), ApiVersion: '1.51', MinAPIVersion: '1.24', Components: [{ Name: text(4) }] },
    };
  if (path === '/volumes') return { json: { Volumes: hostileState(Date.now()).volumes.map(volumeItem) } };
  const [, id] = /^\/containers\/c0*(\d+)\/json$/.exec(path) ?? [];
  if (id === undefined) return undefined;
  const index = Number(id);
  return {
    json: {
      Id: path.split('/')[2],
      State: { FinishedAt: index % 3 === 0 ? text(index) : new Date().toISOString() },
      HostConfig: {
        LogConfig: {
          Type: index % 2 === 0 ? 'json-file' : text(index),
          Config: { [text(index)]: text(index + 1) },
        },
      },
      LogPath: `/${text(index)}`,
    },
  };
}
