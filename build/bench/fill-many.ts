/** An engine as it looks after a month of builds: hundreds of images of many steps each, none of them in use. */

import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseImage, importBase } from '../../tests/rig/build-image.ts';
import type { RigEngine } from '../../tests/rig/engines.ts';

const IMAGES = 200;
const STEPS = 10;
const STEP_BYTES = 20_000;
/** Targets of one bake: each is a build of its own, and they run side by side. */
const AT_ONCE = 25;

/** Leaves `IMAGES` tagged images and more than `IMAGES × STEPS` records; takes a minute or two. */
export async function fillMany(rig: RigEngine): Promise<void> {
  await importBase(rig);
  const context = join(rig.sharedDir.outside, 'many');
  mkdirSync(context);
  const steps = Array.from({ length: STEPS }, (_, step) => `step-${String(step)}`);
  for (const step of steps) writeFileSync(join(context, step), randomBytes(STEP_BYTES));
  // The place a file is copied to is part of its step, so that no two images share one.
  const copies = steps.map((step) => `COPY ${step} /$IMAGE/${step}`);
  writeFileSync(join(context, 'Dockerfile'), [`FROM ${baseImage}`, 'ARG IMAGE', ...copies, ''].join('\n'));
  const inside = `${rig.sharedDir.inside}/many`;
  for (let first = 0; first < IMAGES; first += AT_ONCE) {
    const names = Array.from({ length: AT_ONCE }, (_, index) => `image-${String(first + index)}`);
    const target = Object.fromEntries(
      names.map((name) => [
        name,
        { context: inside, network: 'none', tags: [`${name}:1`], args: { IMAGE: name } },
      ]),
    );
    writeFileSync(
      join(context, 'bake.json'),
      JSON.stringify({ group: { default: { targets: names } }, target }),
    );
    await rig.docker(['buildx', 'bake', '--file', `${inside}/bake.json`, '--provenance=false']);
  }
  rmSync(context, { recursive: true });
}
