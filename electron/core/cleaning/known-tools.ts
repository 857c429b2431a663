/** Objects that developer tools keep for their own next run; a default rule keeps them, and the user may switch it off. */

const TOOL_LABELS = [
  'devcontainer.local_folder', // Dev Containers, devcontainers/cli
  'io.x-k8s.kind.cluster', // kind
  'name.minikube.sigs.k8s.io', // minikube
  'k3d.cluster', // k3d
  'org.testcontainers', // Testcontainers
] as const;

const TOOL_NAMES = [
  /(^|\/)kindest\/node[:@]/,
  /(^|\/)kicbase(\/[^:@]+)?[:@]/,
  /(^|\/)rancher\/k3s[:@]/,
  /(^|\/)k3d-(proxy|tools)[:@]/,
  /^vsc-.+-[0-9a-f]{32,}/,
  /(^|\/)testcontainers\/ryuk[:@]/,
] as const;

/** True for an object that Dev Containers, kind, minikube, k3d or Testcontainers made, by its labels or names. */
export function belongsToKnownTool(
  labels: Readonly<Record<string, string>>,
  names: readonly string[],
): boolean {
  return (
    TOOL_LABELS.some((label) => label in labels) ||
    names.some((name) => TOOL_NAMES.some((pattern) => pattern.test(name)))
  );
}

/** Containers of buildx builders: `buildx_buildkit_<node>` (buildx v0.36.1 `driver/driver.go`). */
export function isBuilderContainer(name: string): boolean {
  return name.replace(/^\//, '').startsWith('buildx_buildkit_');
}

/** The volume behind such a container, with all its cache: `buildx_buildkit_<node>_state` (`driver/docker-container/driver.go`). */
export function isBuilderVolume(name: string): boolean {
  return name.startsWith('buildx_buildkit_') && name.endsWith('_state');
}

const COMPOSE_PROJECT = 'com.docker.compose.project';

/** The Compose project an object belongs to, if any. */
export function composeProject(labels: Readonly<Record<string, string>>): string | undefined {
  return labels[COMPOSE_PROJECT];
}
