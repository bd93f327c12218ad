import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';

// Each theme or module with an assets/main.ts gets wwwroot/dist/<folder>.js and .css of its own. One environment each, so that no chunk is shared
// between them: a module must be able to leave, or to be mounted in another host, alone.
const root = import.meta.dirname;
const entries = ['src/Themes', 'src/Modules']
  .flatMap(parent => readdirSync(join(root, parent)).sort().map(folder => join(parent, folder, 'assets/main.ts')))
  .filter(entry => existsSync(join(root, entry)));

function environment(entry: string): [string, EnvironmentOptions] {
  const folder = dirname(dirname(entry));
  const name = basename(folder).toLowerCase();
  return [name, {
    consumer: 'client',
    build: {
      outDir: resolve(root, folder, 'wwwroot/dist'),
      emptyOutDir: true,
      copyPublicDir: false,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: false,
      target: 'es2022',
      cssTarget: ['chrome111', 'firefox113', 'safari16.4'],
      reportCompressedSize: false,
      rolldownOptions: {
        input: resolve(root, entry),
        checks: { pluginTimings: false, moduleLevelDirective: false },
        output: {
          entryFileNames: `${name}.js`,
          codeSplitting: false,
          assetFileNames: ({ names }) => names.some(n => n.endsWith('.css')) ? `${name}.css` : '[name][extname]',
        },
      },
    },
  }];
}

export default defineConfig({
  root,
  logLevel: 'warn',
  base: './',
  publicDir: false,
  environments: Object.fromEntries(entries.map(environment)),
  builder: {
    async buildApp(builder) {
      for (const name of Object.keys(builder.environments).filter(n => entries.some(e => environment(e)[0] === n))) {
        await builder.build(builder.environments[name]);
      }
    },
  },
  css: {
    preprocessorOptions: {
      // Bootstrap 5 is written with @import and the older colour functions.
      scss: { quietDeps: true, silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'] },
    },
  },
});
