import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

/** Files of the page that are served as they are. */
const PAGE_FILES = ['index.html', 'icon.svg', 'manifest.webmanifest'];

/** Copies them beside the bundle. */
const pageFiles = {
  name: 'page-files',
  generateBundle() {
    for (const fileName of PAGE_FILES) {
      const source = readFileSync(new URL(`./src/page/${fileName}`, import.meta.url));
      this.emitFile({ type: 'asset', fileName, source });
    }
    const styles = ['node_modules/uplot/dist/uPlot.min.css', 'src/page/style.css'];
    const source = styles.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n');
    this.emitFile({ type: 'asset', fileName: 'style.css', source });
  },
};

export default defineConfig([
  {
    input: 'src/main.ts',
    platform: 'node',
    // Packages with files of their own stay where npm put them.
    external: ['libsql', '@fastify/swagger-ui', '@fastify/static'],
    output: {
      format: 'esm',
      dir: 'dist',
      cleanDir: true,
      sourcemap: true,
      // Node keeps the sources in memory: without blanks, and in ASCII, they take a third of the room.
      charset: 'ascii',
      minify: { compress: false, mangle: false, codegen: true },
    },
  },
  {
    input: 'src/page/main.tsx',
    platform: 'browser',
    tsconfig: 'src/page/tsconfig.json',
    plugins: [pageFiles],
    output: {
      format: 'esm',
      dir: 'dist/page',
      entryFileNames: 'app.js',
      chunkFileNames: '[name].js',
      minify: true,
      sourcemap: true,
    },
  },
]);
