/** Entry of the popover: a page of its own, which waits for none of the window's lists. */

import { mountPage } from './mount-app.ts';
import Popover from './screens/Popover.svelte';

mountPage(Popover);
