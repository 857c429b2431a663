/** What the desktop's programs read: a panel with nothing but a tray, and notifications whose buttons a test can press. */

import { join } from 'node:path';

/** A session bus that also lets root in: tests run as root look into the session of a user without rights. */
export const busSettings = {
  name: 'bus.conf',
  text: `<busconfig>
  <include>/usr/share/dbus-1/session.conf</include>
  <policy context="default"><allow user="*"/></policy>
</busconfig>
`,
};

export const panelSettings = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/><value type="int" value="2"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
    </property>
    <property name="plugin-2" type="string" value="systray"/>
  </property>
</channel>
`;

/** File in the desktop's folder that names the button to press next. */
export const wantedButtonFile = 'wanted-button';

/** Prints, of the lines it is given, the first that names the wanted button. */
export const buttonChooser = {
  name: 'choose-button',
  script: `#!/bin/sh\nexec grep -m 1 -F "$(cat "$(dirname "$0")/${wantedButtonFile}")"\n`,
};

/**
 * dunst shows a notification's buttons in a menu program of the user's choice, one line a button, and presses the line that
 * program prints. Notifications stay until a test has seen them.
 */
export function dunstSettings(dir: string): string {
  return `[global]
  follow = none
  timeout = 0
  font = DejaVu Sans 10
  width = 360
  notification_limit = 5
  show_age_threshold = -1
  idle_threshold = 0
  dmenu = ${join(dir, buttonChooser.name)}
[urgency_low]
  timeout = 0
[urgency_normal]
  timeout = 0
[urgency_critical]
  timeout = 0
`;
}
