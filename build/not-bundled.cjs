/** Stands in for modules that a dependency requires at load and that Bilge never uses; any use throws. */

'use strict';

function notBundled() {
  throw new Error('this module is not part of the bundle');
}

module.exports = new Proxy(notBundled, {
  get: (_target, name) => (name === 'Client' || name === 'loadSync' ? notBundled : undefined),
});
