/** What the library has of types is not where its exports say. */
declare module 'esbuild-plugin-license' {
  import type { Options } from 'tsup';

  interface Dependency {
    readonly packageJson: { readonly name: string; readonly version: string };
    readonly licenseText: string;
  }

  function license(options: {
    thirdParty: { output: { file: string; template(dependencies: Dependency[]): string } };
  }): NonNullable<Options['esbuildPlugins']>[number];

  export = license;
}
