/** What a build is told by variables of the environment. */
interface ImportMetaEnv {
  /** Where the API is. */
  readonly VITE_MEDCOR_URL?: string;
  /** The id of the hospital that new patients register with. */
  readonly VITE_MEDCOR_HOSPITAL?: string;
}
