import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignHistory, type HistoryEntry } from '../../electron/engine/align-history.ts';
import { chainIds } from '../../electron/engine/read-layers.ts';
import { recorded, recordedEngine } from '../fakes/fake-docker-server.ts';
import { openedEngine } from '../fakes/opened-engine.ts';

const entry = (command: string, sizeBytes: number) => ({ command, atMs: 0, sizeBytes });
const sizesOf = (history: readonly HistoryEntry[], layerCount: number): readonly number[] =>
  alignHistory(history, layerCount).map(({ sizeBytes }) => sizeBytes);

describe('chain ids', () => {
  it('are the OCI rule: the first is the layer itself, each next digests what is below', () => {
    const [first, second, third] = chainIds(['sha256:aa', 'sha256:bb', 'sha256:cc']);
    expect(first).toBe('sha256:aa');
    // printf 'sha256:aa sha256:bb' | sha256sum
    expect(second).toBe('sha256:b68ad689d6d1ec110ea1c13617437ad6f3766d4b3b309f6a603a222e07a0164f');
    expect(third).not.toBe(second);
  });
  it('are the same for the same beginning, and differ ever after', () => {
    const one = chainIds(['a', 'b', 'c', 'd']);
    const other = chainIds(['a', 'b', 'x', 'd']);
    expect(one.map((id, index) => id === other[index])).toEqual([true, true, false, false]);
  });
});

describe('which history entry made which layer', () => {
  it('instructions that only describe make none', () => {
    const history = [
      entry('/bin/sh -c #(nop) ADD file:1 in / ', 70),
      entry('/bin/sh -c #(nop)  CMD ["bash"]', 0),
      entry('ENV A=b', 0),
      entry('RUN /bin/sh -c true # buildkit', 0),
      entry('COPY . . # buildkit', 5),
      entry('ENTRYPOINT ["x"]', 0),
    ];
    expect(sizesOf(history, 3)).toEqual([70, 0, 5]);
  });

  it('when an empty step may or may not be a layer, bytes go as low as they can', () => {
    const history = [entry('RUN a', 0), entry('RUN b', 9), entry('RUN c', 0)];
    expect(sizesOf(history, 2)).toEqual([9, 0]);
  });

  it('a history that cannot fit puts all on the lowest layer', () => {
    expect(sizesOf([entry('squashed', 9)], 3)).toEqual([9, 0, 0]);
    expect(sizesOf([entry('a', 4), entry('b', 5)], 1)).toEqual([9]);
    expect(sizesOf([], 2)).toEqual([0, 0]);
    expect(sizesOf([entry('x', 1)], 0)).toEqual([]);
  });

  it('says which step made a layer, unless it had to choose among equals', () => {
    const steps = (history: readonly HistoryEntry[], layerCount: number): readonly unknown[] =>
      alignHistory(history, layerCount).map(({ madeBy }) => madeBy?.command);
    const history = [entry('ADD a', 5), entry('RUN b', 0), entry('WORKDIR /c', 0), entry('CMD d', 0)];
    expect(steps(history, 1)).toEqual(['ADD a']);
    expect(steps(history, 2)).toEqual(['ADD a', 'RUN b']);
    expect(steps(history, 4)).toEqual(['ADD a', 'RUN b', 'WORKDIR /c', 'CMD d']);
    expect(steps([entry('RUN a', 0), entry('RUN b', 9), entry('RUN c', 0)], 2)).toEqual([
      undefined,
      undefined,
    ]);
    expect(steps([entry('squashed', 9)], 2)).toEqual([undefined, undefined]);
  });

  it('never loses or invents a byte or a layer', () => {
    const history = fc.array(
      fc.record({
        command: fc.constantFrom('RUN x', 'ENV a=b', 'WORKDIR /x', ''),
        atMs: fc.constant(0),
        sizeBytes: fc.nat(3),
      }),
    );
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 20 }), (entries, layerCount) => {
        const sizes = sizesOf(entries, layerCount);
        expect(sizes).toHaveLength(layerCount);
        const total = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(total);
      }),
    );
  });
});

describe('the layers of a real image', () => {
  it.each(['20.10.24', '26.1.5', '28.5.2'])('%s: their sizes sum to the image', async (name) => {
    const { engine } = await openedEngine({ script: recordedEngine(name) });
    const image = recorded(`${name}.image`) as { readonly Id: string; readonly Size: number };
    const layers = (await engine.readLayers([image.Id])).get(image.Id) ?? [];
    expect(layers.map(({ sizeBytes }) => sizeBytes)).toEqual([1_982_333, 8_388_610, 0, 0, 3, 2]);
    expect(layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(image.Size);
    expect(layers[4]?.madeBy?.command).toBe('COPY f /srv/f # buildkit');
  });

  it('containerd store: the unpacked bytes; its compressed blobs belong to no layer the engine names', async () => {
    const { engine } = await openedEngine({ script: recordedEngine('28.5.2-containerd') });
    const { Id } = recorded('28.5.2-containerd.image') as { readonly Id: string };
    const sizes = (await engine.readLayers([Id])).get(Id)?.map(({ sizeBytes }) => sizeBytes);
    expect(sizes).toEqual([1_990_656, 8_409_088, 4_096, 8_192, 12_288, 8_192]);
  });

  it('are asked for once, and an image that went is left out', async () => {
    const { docker, engine } = await openedEngine();
    const id = docker.engine.state.images[0]?.id ?? '';
    await engine.readLayers([id, 'sha256:gone']);
    const before = docker.requests.length;
    expect([...(await engine.readLayers([id])).keys()]).toEqual([id]);
    expect(docker.requests).toHaveLength(before);
  });
});
