/** Scenes of what an engine holds beside its cache: images, containers and projects, volumes, builders. */

import type { BrowseRow } from '../../shared/browse.ts';
import type { ItemDetails } from '../../shared/browse-details.ts';
import { emptyState, readyState, unreachableState } from '../fakes/app-states.ts';
import {
  containerDetails,
  containerRows,
  projectDetails,
  projectRows,
  staleProjectDetails,
} from '../fakes/container-rows.ts';
import { builderList, fakeBuilders } from '../fakes/fake-builders.ts';
import { fakeLists } from '../fakes/fake-lists.ts';
import { imageDetails, imageRows } from '../fakes/image-rows.ts';
import { volumeDetails, volumeRows } from '../fakes/volume-rows.ts';
import type { Scene } from './scene.ts';

type Scenes = Readonly<Record<string, Scene>>;

export function engineListScenesAt(nowMs: number): Scenes {
  return { ...imageScenes(nowMs), ...measuredScenes(nowMs), ...builderScenes(nowMs) };
}

function listing(nowMs: number, isMeasured: boolean): Scene['answers'] {
  const rows: BrowseRow[] = [
    ...imageRows(nowMs),
    ...containerRows(nowMs, isMeasured),
    ...projectRows(nowMs),
    ...volumeRows(nowMs, isMeasured),
  ];
  const details: ItemDetails[] = [
    imageDetails(nowMs),
    containerDetails(),
    projectDetails(),
    staleProjectDetails(),
    volumeDetails(),
  ];
  return fakeLists(rows, details, nowMs - 12_000);
}

function imageScenes(nowMs: number): Scenes {
  const images: Scene = {
    goesTo: 'images',
    state: readyState(nowMs),
    answers: listing(nowMs, true) ?? {},
  };
  return {
    images,
    'images-details': images,
    'images-none-found': images,
    'images-not-read': { goesTo: 'images', state: readyState(nowMs) },
    'images-empty': {
      goesTo: 'images',
      state: emptyState(nowMs),
      answers: fakeLists([], [], nowMs - 3_000),
    },
    'images-lost': { ...images, state: unreachableState(nowMs, 'gone', true) },
  };
}

function measuredScenes(nowMs: number): Scenes {
  const ready = readyState(nowMs);
  const unmeasured = { ...ready, usage: { ...ready.usage, containers: undefined, volumes: undefined } };
  const scenes = (goesTo: 'containers' | 'volumes'): Scenes => {
    const measured: Scene = { goesTo, state: ready, answers: listing(nowMs, true) ?? {} };
    return {
      [goesTo]: measured,
      [`${goesTo}-details`]: measured,
      [`${goesTo}-unmeasured`]: { goesTo, state: unmeasured, answers: listing(nowMs, false) ?? {} },
      [`${goesTo}-measuring`]: {
        ...measured,
        state: { ...ready, measuring: { sinceMs: nowMs - 84_000 } },
      },
      [`${goesTo}-empty`]: { goesTo, state: emptyState(nowMs), answers: fakeLists([], [], nowMs - 3_000) },
    };
  };
  const containers = scenes('containers');
  const projects = containers['containers'];
  return {
    ...containers,
    ...scenes('volumes'),
    ...(projects && { projects, 'projects-details': projects }),
  };
}

function builderScenes(nowMs: number): Scenes {
  const builders: Scene = {
    goesTo: 'builders',
    state: readyState(nowMs),
    answers: { builders: async () => builderList(nowMs) },
  };
  return {
    builders,
    'builders-unmeasured': { ...builders, answers: { builders: fakeBuilders(nowMs) } },
    'builders-none': {
      ...builders,
      answers: {
        builders: async () => ({ ...builderList(nowMs), builders: [], totalBytes: 24_600_000_000 }),
      },
    },
    'builders-lost': {
      ...builders,
      state: unreachableState(nowMs, 'refused', false),
    },
  };
}
