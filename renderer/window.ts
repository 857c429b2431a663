/** Entry of the main window. */

import { mountPage } from './mount-app.ts';
import MainWindow from './screens/MainWindow.svelte';

mountPage(MainWindow);
