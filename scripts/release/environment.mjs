/** What a program of somebody else's is given of the environment: where things are, and the way to npm's registry. */
const passedOn =
  /^(path|home|tmpdir|lang|lc_all|https?_proxy|no_proxy|node_extra_ca_certs|npm_config_(registry|userconfig|globalconfig|cache|cafile|proxy|https_proxy|noproxy))$/i;

/** Nobody's database, configuration or token is in it: what is tried out is to start from nothing. */
export const strangersEnvironment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => passedOn.test(name)),
);
