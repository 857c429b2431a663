/** What a package of Bilge is, for electron-builder: files, fuses, and the three systems. */

/**
 * @param {{ electronDir: string, electronVersion: string, iconDir: string }} from
 * @returns {import('electron-builder').Configuration}
 */
export function packageConfig({ electronDir, electronVersion, iconDir }) {
  return {
    appId: 'dev.bilge.Bilge',
    productName: 'Bilge',
    electronDist: electronDir,
    electronVersion,
    // No native modules.
    npmRebuild: false,
    asar: true,
    directories: { app: 'dist', output: 'out/packages', buildResources: iconDir },
    // The command line is its own thing, for machines with Node.
    files: ['**/*', '!cli.mjs'],
    extraFiles: [{ from: 'LICENSE', to: 'LICENSE.txt' }],
    electronLanguages: ['en-US', 'zh-CN', 'ko', 'en', 'zh_CN'],
    electronFuses: fuses,
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    publish: null,
    linux: linux(iconDir),
    deb: {
      depends: [...libraries, 'xdg-utils'],
      // GNOME shows no tray icons by itself.
      recommends: ['gnome-shell-extension-appindicator'],
      packageCategory: 'utils',
    },
    rpm: {
      depends: [
        'gtk3',
        'libnotify',
        'nss',
        'libXScrnSaver',
        'at-spi2-core',
        'alsa-lib',
        'mesa-libgbm',
        'xdg-utils',
      ],
    },
    mac: mac(iconDir),
    win: { icon: `${iconDir}/icon.ico`, target: ['nsis'] },
    nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
  };
}

/** Nobody turns the installed app into a Node, gives it a debugger or another app: https://www.electronjs.org/docs/latest/tutorial/fuses */
const fuses = {
  runAsNode: false,
  // Would ask for the key ring, for cookies that we do not have.
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

const libraries = [
  'libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libasound2',
  'libgbm1',
  'libuuid1',
  'libsecret-1-0',
];

function linux(iconDir) {
  return {
    icon: iconDir,
    target: ['deb', 'rpm', 'AppImage', 'tar.gz'],
    executableName: 'bilge',
    // The desktop file has the name that notifications and windows refer to.
    syncDesktopName: true,
    category: 'Utility;Development;',
    synopsis: "Watches Docker's build cache and cleans it",
    desktop: {
      entry: {
        'Comment[zh_CN]': '关注 Docker 构建缓存并一键清理',
        'Comment[ko]': 'Docker 빌드 캐시를 지켜보고 정리합니다',
        Keywords: 'docker;podman;cache;disk;cleanup;prune;',
        'X-GNOME-UsesNotifications': 'true',
      },
    },
  };
}

function mac(iconDir) {
  return {
    icon: `${iconDir}/icon.icns`,
    target: ['dmg', 'zip'],
    category: 'public.app-category.developer-tools',
    // A tray app: no icon in the Dock, from the first moment.
    extendInfo: { LSUIElement: true },
    // Signed by nobody until there is a certificate; without even that, macOS shows no notifications (Electron ≥ 42).
    identity: '-',
    hardenedRuntime: false,
  };
}
