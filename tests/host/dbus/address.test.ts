import { describe, expect, it } from 'vitest';
import { sessionBusPaths } from '../../../electron/host/dbus/address.ts';

describe('the address of the session bus', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
    ['unix:path=/run/user/1000/bus,guid=0f1e', ['/run/user/1000/bus']],
    ['unix:abstract=/tmp/dbus-Xy,guid=0f1e', ['\0/tmp/dbus-Xy']],
    ['tcp:host=localhost,port=1;unix:path=/a;unix:path=/b', ['/a', '/b']],
    ['unix:path=/tmp/with%20space%2c%c3%a9', ['/tmp/with space,é']],
    ['unix:guid=0f1e', []],
    ['nonsense', []],
  ])('%s is %j', (address, paths) => {
    expect(sessionBusPaths({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/run/user/1' })).toEqual(
      paths,
    );
  });

  it('is in the runtime folder when nothing else is said, or nowhere', () => {
    expect(sessionBusPaths({ XDG_RUNTIME_DIR: '/run/user/1' })).toEqual(['/run/user/1/bus']);
    expect(sessionBusPaths({})).toEqual([]);
  });
});
