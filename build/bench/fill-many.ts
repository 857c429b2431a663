/** An engine as it looks after a month of builds: hundreds of images of many steps each, none of them in use. */

import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseImage, importBase } from '../../tests/rig/build-image.ts';
import type { RigEngine } from '../../tests/rig/engines.ts';

const IMAGES = 200;
const FILE_BYTES = 8_000;
/** Targets of one bake: each is a build of its own, and they run side by side. */
const AT_ONCE = 25;

/** How many files each of an image's ten steps leaves. */
export const filesOfSteps = {
  /** The least that a layer can cost: what is measured is the calls. */
  fewest: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  /** As Dockerfiles are: most steps leave few files, one installs packages, one copies the sources. */
  usual: [300, 1, 1, 100, 30, 10, 1, 30, 3, 1],
} as const;

/** Leaves `IMAGES` tagged images and more than ten records for each; takes a minute or two. */
export async function fillMany(rig: RigEngine, filesOfStep: readonly number[]): Promise<void> {
  await importBase(rig);
  const context = join(rig.sharedDir.outside, 'many');
  mkdirSync(context);
  const steps = filesOfStep.map((_, step) => `step-${String(step)}`);
  for (const [step, files] of filesOfStep.entries()) {
    const dir = join(context, `step-${String(step)}`);
    mkdirSync(dir);
    for (let file = 0; file < files; file += 1)
      writeFileSync(join(dir, String(file)), randomBytes(FILE_BYTES));
  }
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
