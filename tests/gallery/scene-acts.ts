/** Steps to scenes, by the name of the scene. */

import type { Page } from 'playwright';

export type SceneActs = Readonly<Record<string, (page: Page) => unknown>>;
