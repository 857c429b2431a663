/** What an image reference says by its form alone. */

/** `host:5000/name:tag` and `host:5000/name@sha256:…` → `host:5000/name`. */
export function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}

export const DOCKER_HUB = 'docker.io';

/** The registry that it means, as docker reads it: a first part without dot or port belongs to Docker Hub. */
export function registryOf(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : DOCKER_HUB;
}
