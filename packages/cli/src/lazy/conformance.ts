export { checks, lacksAbility, openWorld } from '@medcor/contract/conformance';
